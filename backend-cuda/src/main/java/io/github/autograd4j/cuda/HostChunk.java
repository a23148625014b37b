package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuEvent;
import io.github.autograd4j.cuda.driver.PinnedMemory;
import io.github.autograd4j.spi.HostArray;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** A piece of pinned memory through which arrays go to a device or come from it. */
final class HostChunk {
    static final int SIZE = 4 << 20;

    /** Reached when the copies that use this chunk are done. */
    final GpuEvent done;

    private final PinnedMemory memory;
    private final ByteBuffer bytes;
    private final ShortBuffer shorts;
    private final IntBuffer ints;
    private final LongBuffer longs;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    HostChunk(Gpu gpu) {
        memory = new PinnedMemory(gpu, SIZE);
        done = new GpuEvent(gpu, false);
        bytes = memory.bytes();
        shorts = bytes.asShortBuffer();
        ints = bytes.asIntBuffer();
        longs = bytes.asLongBuffer();
        floats = bytes.asFloatBuffer();
        doubles = bytes.asDoubleBuffer();
    }

    long address() {
        return memory.address();
    }

    /**
     * Takes elements of an array.
     *
     * @param at the byte of this chunk to write to, a multiple of 8
     * @param first the first element, counted from where the host array begins
     */
    void write(int at, HostArray source, int first, int count) {
        int from = source.offset() + first;
        switch (source.dtype()) {
            case BOOL, UINT8 -> bytes.put(at, (byte[]) source.array(), from, count);
            case FLOAT16, BFLOAT16 -> shorts.put(at >> 1, (short[]) source.array(), from, count);
            case INT32 -> ints.put(at >> 2, (int[]) source.array(), from, count);
            case FLOAT32 -> floats.put(at >> 2, (float[]) source.array(), from, count);
            case INT64 -> longs.put(at >> 3, (long[]) source.array(), from, count);
            case FLOAT64 -> doubles.put(at >> 3, (double[]) source.array(), from, count);
        }
    }

    /** Gives elements to an array, from the beginning of this chunk. */
    void read(HostArray target, int first, int count) {
        int from = target.offset() + first;
        switch (target.dtype()) {
            case BOOL, UINT8 -> bytes.get(0, (byte[]) target.array(), from, count);
            case FLOAT16, BFLOAT16 -> shorts.get(0, (short[]) target.array(), from, count);
            case INT32 -> ints.get(0, (int[]) target.array(), from, count);
            case FLOAT32 -> floats.get(0, (float[]) target.array(), from, count);
            case INT64 -> longs.get(0, (long[]) target.array(), from, count);
            case FLOAT64 -> doubles.get(0, (double[]) target.array(), from, count);
        }
    }
}
