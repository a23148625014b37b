package io.github.autograd4j.spi;

/**
 * What a device's memory holds, in bytes.
 *
 * @param live what tensors, graphs and their owners hold, garbage that was not found yet included; −1 where the garbage
 *     collector owns the memory and nobody counts it
 * @param cached what was taken from the device and is kept for reuse
 * @param peak the most that was live at a time since the peak was last reset; −1 where nobody counts
 * @param limit the most that live and cached memory may be together; −1 if only the device bounds it
 */
public record MemoryStats(long live, long cached, long peak, long limit) {
    /** Returns for example {@code 12.0 MiB live, 8.0 MiB cached, peak 18.0 MiB, limit 1.0 GiB}. */
    @Override
    public String toString() {
        return (live < 0 ? "not counted" : size(live) + " live")
                + ", " + size(cached) + " cached"
                + (peak < 0 ? "" : ", peak " + size(peak))
                + (limit < 0 ? ", no limit" : ", limit " + size(limit));
    }

    /**
     * Writes a size for people.
     *
     * @param bytes a number of bytes, at least 0
     * @return for example {@code 640 bytes} or {@code 1.5 GiB}
     */
    public static String size(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(java.util.Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
