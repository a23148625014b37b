package io.github.autograd4j.testing;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;
import io.github.autograd4j.spi.PendingUpload;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The reference device, with each call counted. */
public final class CountingDevice implements DeviceProvider {
    private static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();

    @Override
    public String type() {
        return "counting";
    }

    @Override
    public int priority() {
        return -40;
    }

    @Override
    public Availability probe() {
        return Availability.available(1);
    }

    @Override
    public Backend open(int ordinal) {
        Backend delegate = new ReferenceBackend(new ReferenceMemory());
        return (Backend) Proxy.newProxyInstance(
                CountingDevice.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    count(method.getName());
                    try {
                        Object result = method.invoke(delegate, arguments);
                        return result instanceof PendingUpload upload ? counted(upload) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void count(String method) {
        CALLS.merge(method, 1, Integer::sum);
        CALLS.merge(method + " on " + Thread.currentThread().getName(), 1, Integer::sum);
    }

    private static PendingUpload counted(PendingUpload upload) {
        return () -> {
            count("join");
            upload.join();
        };
    }

    static void reset() {
        CALLS.clear();
    }

    /** How often a method of the backend was called. */
    static int calls(String method) {
        return CALLS.getOrDefault(method, 0);
    }
}
