package io.github.autograd4j;

import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.spi.DeviceInfo;
import io.github.autograd4j.spi.MemoryStats;
import java.util.List;

/** Where a tensor's elements are and its operations run; an identity such as {@code cpu} or {@code cuda:0}. */
public final class Device {
    private final String type;
    private final int index;

    private Device(String type, int index) {
        this.type = type;
        this.index = index;
    }

    /**
     * Returns the CPU.
     *
     * @return the device {@code cpu}
     */
    public static Device cpu() {
        return new Device("cpu", 0);
    }

    /**
     * Returns a CUDA device, which need not exist: that shows when it is used.
     *
     * @param index its number
     * @return the device {@code cuda:index}
     */
    public static Device cuda(int index) {
        return new Device("cuda", index);
    }

    /**
     * Returns the device of a name.
     *
     * @param name a type of device, or a type and a number: {@code cpu}, {@code cuda}, {@code cuda:1}
     * @return the device, which need not exist: that shows when it is used
     * @throws IllegalArgumentException if the name is malformed
     */
    public static Device of(String name) {
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("([a-z][a-z0-9_]*)(?::([0-9]{1,4}))?")
                .matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "device: malformed name: '" + name + "' (expected for example cpu or cuda:0)");
        }
        return new Device(matcher.group(1), matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
    }

    /**
     * Returns the device to use if nothing is said: the one named by the system property {@code autograd.device}, else of
     * those found the one whose provider has the highest priority. It is started; one that does not start, because it is
     * full for example or another process has it for itself, is passed over, with a warning, as long as the process runs
     * or until it is used by name.
     *
     * @return a device that works
     * @throws DeviceException if the named one does not start, or none does
     */
    public static Device best() {
        return Devices.best();
    }

    /**
     * Returns the devices found.
     *
     * @return all of them, the preferred first
     */
    public static List<Device> all() {
        return Devices.all();
    }

    /**
     * Tells what was looked for, what was found, and why the rest was not.
     *
     * @return a line for each provider
     */
    public static String diagnostics() {
        return Devices.diagnostics();
    }

    /**
     * Returns the device on which this thread makes new tensors.
     *
     * @return that of the innermost {@link #use}, else the one named by the system property {@code autograd.device}, else
     *     the CPU
     */
    public static Device current() {
        Device chosen = ThreadState.current().device;
        return chosen != null ? chosen : Devices.initial();
    }

    /**
     * Makes this thread create new tensors on this device until the result is closed.
     *
     * @return what restores the device before
     */
    public Restore use() {
        ThreadState state = ThreadState.current();
        Device before = state.device;
        state.device = this;
        return () -> state.device = before;
    }

    /**
     * Returns the kind of device.
     *
     * @return for example {@code cuda}
     */
    public String type() {
        return type;
    }

    /**
     * Returns which of its kind it is.
     *
     * @return its number, from 0
     */
    public int index() {
        return index;
    }

    /**
     * Describes the hardware.
     *
     * @return what the backend says of it
     * @throws DeviceException if the device does not exist
     */
    public DeviceInfo info() {
        return Devices.runtime(this).backend().info();
    }

    /** Waits until the device has done all work given to it. */
    public void synchronize() {
        Devices.runtime(this).backend().synchronize();
    }

    /**
     * Tells what the device's memory holds. What became unreachable and was noticed is given back first; what the garbage
     * collector did not look at yet counts as live.
     *
     * @return bytes live, cached, at the peak, and the limit; of a device whose memory the garbage collector owns, what
     *     scopes gave back and is kept for reuse, and how large the Java heap may become
     */
    public MemoryStats memoryStats() {
        return Devices.runtime(this).memoryStats();
    }

    /** Gives memory that is cached for reuse back to the device, for other processes. */
    public void emptyCache() {
        Devices.runtime(this).emptyCache();
    }

    /** Lets {@link MemoryStats#peak()} begin anew, at what is live now. */
    public void resetPeakMemory() {
        Devices.runtime(this).resetPeakMemory();
    }

    /**
     * Bounds the memory that this process takes from the device; at first that is what the system property {@code
     * autograd.memory.limit} says ({@code 8G}, {@code 512M}, or bytes). What would exceed it is tried again after unused
     * memory was given back, and then fails.
     *
     * @param bytes the most that may be live and cached together, or −1 for no bound but the device's
     * @throws DeviceException if the garbage collector owns the memory, as on the CPU
     */
    public void memoryLimit(long bytes) {
        if (bytes < -1) {
            throw new IllegalArgumentException("memoryLimit: expected bytes, or -1 for no limit, got " + bytes);
        }
        Devices.runtime(this).memoryLimit(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Device device && type.equals(device.type) && index == device.index;
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + index;
    }

    /** Returns the name: {@code cpu}, {@code cuda:0}. */
    @Override
    public String toString() {
        return type.equals("cpu") && index == 0 ? type : type + ":" + index;
    }
}
