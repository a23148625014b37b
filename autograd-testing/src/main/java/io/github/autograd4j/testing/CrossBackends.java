package io.github.autograd4j.testing;

import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import java.util.List;
import java.util.function.Function;

/** Runs a function on several devices and compares what it returns: {@link CrossBackend} for use inside a test. */
public final class CrossBackends {
    private CrossBackends() {}

    /**
     * Asserts that a function returns the same on all devices found, within {@link OpClass#COMPOSITE} for the type of
     * the results.
     *
     * @param function computes on a device, which is also the current one, and returns what {@link CrossResults#add} takes
     * @throws AssertionError if results differ
     */
    public static void assertAgree(Function<Device, ?> function) {
        assertAgree(DeviceChoice.all().available(), null, function);
    }

    /**
     * Asserts that a function returns the same on some devices.
     *
     * @param devices the devices, the one that is trusted first
     * @param tolerance how far floating results may differ; if null {@link OpClass#COMPOSITE} for their type
     * @param function computes on a device, which is also the current one, and returns what {@link CrossResults#add} takes
     * @throws AssertionError if results differ
     */
    @SuppressWarnings("try") // the resources only restore
    public static void assertAgree(List<Device> devices, Tolerance tolerance, Function<Device, ?> function) {
        CrossRun run =
                tolerance == null ? new CrossRun(-1, -1) : new CrossRun(tolerance.relative(), tolerance.absolute());
        for (Device device : devices) {
            try (Restore before = device.use();
                    Scope scope = Scope.open()) {
                run.done(device, new CrossResults().add("result", function.apply(device)));
            }
        }
    }
}
