package io.github.autograd4j.testing;

import io.github.autograd4j.Backends;
import io.github.autograd4j.Device;
import java.util.Map;

/**
 * A device that runs everything on two devices and compares: forward, gradients, updates of parameters, random numbers.
 * The first result that differs by more than rounding can explain is a {@link Disagreement} that names the operation,
 * its operands, the index and both values.
 *
 * <pre>{@code
 * try (CrossCheck check = CrossCheck.of(Device.cpu(), Device.cuda(0))) {
 *   model.to(check.device());
 *   Tensor loss = model.forward(x.to(check.device())).mean();
 *   loss.backward();
 * }
 * }</pre>
 *
 * <p>Each operation gets the same operands on both devices: after a comparison both go on with the first device's
 * results, so that errors do not add up. How much is allowed follows from the operands: it is what rounding may do in
 * each step, in the units of {@link OpClass}, so that a sum of large terms that cancel may be off by more than its last
 * digits. Where one of the devices has a kernel for a composite and the other has none, the kernel is compared with the
 * decomposition. Fresh memory holds NaN on both devices, and a change outside a result is a disagreement too.
 *
 * <p>It is slow, since every result is copied to the host: it is for small models and few steps.
 */
public final class CrossCheck implements AutoCloseable {
    private final CrossCheckBackend backend;
    private final Device device;

    private CrossCheck(CrossCheckBackend backend) {
        this.backend = backend;
        this.device = Backends.add("crosscheck", backend);
    }

    /**
     * Starts a device that compares.
     *
     * @param expected the device that is trusted
     * @param actual the device that is checked
     * @return the check, to be closed when its tensors are not needed any more
     * @throws io.github.autograd4j.DeviceException if one of them does not exist
     */
    public static CrossCheck of(Device expected, Device actual) {
        return of(expected, actual, 1);
    }

    /**
     * Starts a device that compares with other tolerances, for devices that are less accurate by intention.
     *
     * @param expected the device that is trusted
     * @param actual the device that is checked
     * @param factor what the differences allowed are multiplied by
     * @return the check, to be closed when its tensors are not needed any more
     * @throws io.github.autograd4j.DeviceException if one of them does not exist
     */
    public static CrossCheck of(Device expected, Device actual, double factor) {
        return new CrossCheck(new CrossCheckBackend(Side.first(expected), Side.second(actual), factor));
    }

    /**
     * Returns the device, for {@code to(device)} and {@code use()}.
     *
     * @return the device that compares
     */
    public Device device() {
        return device;
    }

    /**
     * Tells what has been compared, so that a test can be sure that something was.
     *
     * @return how often for each operation, by name
     */
    public Map<String, Long> comparisons() {
        return backend.comparisons();
    }

    /** Stops the device; its tensors cannot be used any more. The two devices go on. */
    @Override
    public void close() {
        Backends.remove(device);
    }

    @Override
    public String toString() {
        return device + ": " + backend.info().detail();
    }
}
