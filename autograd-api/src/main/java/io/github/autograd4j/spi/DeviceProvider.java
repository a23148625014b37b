package io.github.autograd4j.spi;

/**
 * The entry of a backend, found by {@link java.util.ServiceLoader}: name it both in {@code META-INF/services} and in
 * the module's {@code provides}. Its constructor must do nothing that can fail.
 */
public interface DeviceProvider {
    /** The version of this SPI; a provider made for another one is refused with a message. */
    int API_VERSION = 1;

    /**
     * Returns the kind of device, which is also the prefix of device names.
     *
     * @return for example {@code cpu} or {@code cuda}
     */
    String type();

    /**
     * Returns the version of the SPI that the provider was compiled for.
     *
     * @return {@link #API_VERSION}, as a compile-time constant
     */
    default int apiVersion() {
        return API_VERSION;
    }

    /**
     * Returns how much the provider's devices are to be preferred; the CPU has 0.
     *
     * @return higher is better
     */
    int priority();

    /**
     * Looks whether there are devices, without starting them. Never throws: what is missing is a reason.
     *
     * @return what was found
     */
    Availability probe();

    /**
     * Starts a device.
     *
     * @param ordinal its number, below the count that {@link #probe} found
     * @return the backend
     * @throws io.github.autograd4j.DeviceException if it does not start
     */
    Backend open(int ordinal);

    /**
     * What a provider found.
     *
     * @param count the number of devices
     * @param reason why there is none, in one line; if there are some, what they lack, or null
     */
    record Availability(int count, String reason) {
        /**
         * Devices were found.
         *
         * @param count how many
         * @return that finding
         */
        public static Availability available(int count) {
            return available(count, null);
        }

        /**
         * Devices were found that could do with something more.
         *
         * @param count how many
         * @param remark what they lack, in one line, or null
         * @return that finding
         */
        public static Availability available(int count, String remark) {
            return new Availability(count, remark);
        }

        /**
         * No device can be used.
         *
         * @param reason why, in one line
         * @return that finding
         */
        public static Availability unavailable(String reason) {
            return new Availability(0, reason);
        }
    }
}
