package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The kernels of a family that were asked for before, found by what distinguishes their sources. */
final class KernelTable {
    private record Key(Object source, String kernel) {}

    private final Launcher launcher;
    private final ConcurrentMap<Key, GpuFunction> functions = new ConcurrentHashMap<>();

    KernelTable(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * Finds a kernel, or compiles it.
     *
     * @param source a record from which the text is made
     * @param text makes it
     * @param kernel the kernel's name
     */
    GpuFunction get(Object source, Supplier<String> text, String kernel) {
        Key key = new Key(source, kernel);
        GpuFunction function = functions.get(key);
        if (function == null) {
            // Two threads may do the same: locks of this table must not be held while the device's is taken.
            function = launcher.kernels().get(text.get(), kernel);
            functions.put(key, function);
        }
        return function;
    }
}
