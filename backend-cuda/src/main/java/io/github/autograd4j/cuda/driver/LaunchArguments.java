package io.github.autograd4j.cuda.driver;

import java.nio.ByteBuffer;
import jcuda.Pointer;

/**
 * The arguments of the next launch on a device, written straight to the native table that the driver reads, without
 * garbage. Used while the device's lock is held.
 */
public final class LaunchArguments {
    /** A kernel has at most 4 KB of arguments. */
    private static final int MAX_ARGUMENTS = 512;

    private static final int VALUES = 8 * MAX_ARGUMENTS;
    private static final int SIZE = VALUES + 8192;

    private final long base;
    private final ByteBuffer memory;
    private final Pointer table;
    private int count;
    private int end;

    LaunchArguments(Gpu gpu) {
        PinnedMemory pinned = new PinnedMemory(gpu, SIZE);
        base = pinned.address();
        memory = pinned.bytes();
        table = Addresses.host(base);
    }

    Pointer table() {
        return table;
    }

    /**
     * Begins the arguments of a launch.
     *
     * @return this
     */
    public LaunchArguments clear() {
        count = 0;
        end = VALUES;
        return this;
    }

    private int next(int bytes) {
        int at = end + 7 & -8;
        memory.putLong(8 * count++, base + at);
        end = at + bytes;
        return at;
    }

    /**
     * Adds a pointer or a {@code long long}.
     *
     * @param value the address or number
     * @return this
     */
    public LaunchArguments int64(long value) {
        memory.putLong(next(8), value);
        return this;
    }

    /**
     * Adds an {@code int}.
     *
     * @param value the number
     * @return this
     */
    public LaunchArguments int32(int value) {
        memory.putInt(next(4), value);
        return this;
    }

    /**
     * Adds a {@code bool} or a byte.
     *
     * @param value the number
     * @return this
     */
    public LaunchArguments int8(int value) {
        memory.put(next(1), (byte) value);
        return this;
    }

    /**
     * Adds a {@code float}.
     *
     * @param value the number
     * @return this
     */
    public LaunchArguments float32(float value) {
        memory.putFloat(next(4), value);
        return this;
    }

    /**
     * Adds a {@code double}.
     *
     * @param value the number
     * @return this
     */
    public LaunchArguments float64(double value) {
        memory.putDouble(next(8), value);
        return this;
    }

    /**
     * Begins a struct passed by value, aligned to 16 bytes. Its fields follow by {@link #field32} and {@link #field64},
     * padding included.
     *
     * @return this
     */
    public LaunchArguments struct() {
        end = end + 15 & -16;
        next(0);
        return this;
    }

    /**
     * Adds a field of 4 bytes to the struct begun last.
     *
     * @param value an int, or the bits of a float
     * @return this
     */
    public LaunchArguments field32(int value) {
        memory.putInt(end, value);
        end += 4;
        return this;
    }

    /**
     * Adds a field of 8 bytes to the struct begun last.
     *
     * @param value a pointer or long long, or the bits of a double
     * @return this
     */
    public LaunchArguments field64(long value) {
        memory.putLong(end, value);
        end += 8;
        return this;
    }
}
