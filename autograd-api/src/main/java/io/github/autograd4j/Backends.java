package io.github.autograd4j;

import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.spi.Backend;
import java.util.Map;

/**
 * For tools that stand between the tensors and a backend, such as those that count, check or break what it does: the
 * backends of devices, and devices for backends that no provider offers. Programs that compute need none of this.
 */
public final class Backends {
    private Backends() {}

    /**
     * Returns the backend of a device, started if need be. Whoever calls it keeps to its contract.
     *
     * @param device the device
     * @return its backend
     * @throws DeviceException if the device does not exist
     */
    public static Backend of(Device device) {
        return Devices.runtime(device).backend();
    }

    /**
     * Makes a device of a backend. It is not among {@link Device#all()}.
     *
     * @param type the kind of device, which no provider has: letters, digits and underscores
     * @param backend the backend
     * @return the device, with the first number that is free
     */
    public static Device add(String type, Backend backend) {
        return Devices.add(type, backend);
    }

    /**
     * Stops a device that was {@linkplain #add added}. Its tensors cannot be used any more.
     *
     * @param device the device
     */
    public static void remove(Device device) {
        Devices.remove(device);
    }

    /**
     * Returns the kinds of device that there are providers for, but no devices.
     *
     * @return for each type why there is none, in one line
     */
    public static Map<String, String> unavailable() {
        return Devices.unavailable();
    }
}
