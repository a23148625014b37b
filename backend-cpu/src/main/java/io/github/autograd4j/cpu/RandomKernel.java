package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.HalfFloats;
import io.github.autograd4j.spi.Philox;
import io.github.autograd4j.spi.View;

/** Random elements, as {@link io.github.autograd4j.spi.Backend#random} defines them. */
final class RandomKernel {
    /** Blocks of the generator that are worth handing to another thread. */
    private static final long TASK = 1 << 12;

    private final long key;
    private final long counter;
    private final DType type;
    private final Object array;
    private final int offset;
    private final long count;

    RandomKernel(long key, long counter, View output) {
        this.key = key;
        this.counter = counter;
        type = output.dtype();
        array = CpuBuffer.array(output);
        offset = (int) output.offset();
        count = output.numel();
    }

    void run(Distribution distribution, WorkerTeam team) {
        RangeTask task =
                switch (distribution) {
                    case UNIFORM -> this::uniform;
                    case NORMAL -> this::normal;
                    case BITS -> this::bits;
                };
        team.forRange(distribution.blocks(type, count), TASK, task);
    }

    private void uniform(long from, long to) {
        int[] words = new int[4];
        PhiloxStream stream = new PhiloxStream(key, counter + from, to - from);
        int width = type == DType.FLOAT64 ? 2 : 4;
        for (long block = from; block < to; block++) {
            stream.next(words);
            int at = offset + (int) (block * width);
            int lanes = (int) Math.min(width, count - block * width);
            switch (type) {
                case FLOAT64 -> {
                    for (int i = 0; i < lanes; i++) {
                        ((double[]) array)[at + i] = Philox.uniform(words[2 * i], words[2 * i + 1]);
                    }
                }
                case FLOAT32 -> {
                    for (int i = 0; i < lanes; i++) {
                        ((float[]) array)[at + i] = Philox.uniform(words[i]);
                    }
                }
                default -> {
                    for (int i = 0; i < lanes; i++) {
                        ((short[]) array)[at + i] = towardZero(Philox.uniform(words[i]));
                    }
                }
            }
        }
    }

    private short towardZero(float value) {
        if (type == DType.BFLOAT16) {
            return (short) (Float.floatToRawIntBits(value) >>> 16);
        }
        short nearest = HalfFloats.toFloat16(value);
        return HalfFloats.fromFloat16(nearest) > value ? (short) (nearest - 1) : nearest;
    }

    private void normal(long from, long to) {
        int[] words = new int[4];
        PhiloxStream stream = new PhiloxStream(key, counter + from, to - from);
        for (long block = from; block < to; block++) {
            stream.next(words);
            // 1 − u is exact.
            double radius = Math.sqrt(-2 * Math.log(1 - Philox.uniform(words[0], words[1])));
            double angle = 2 * Math.PI * Philox.uniform(words[2], words[3]);
            int at = offset + (int) (2 * block);
            Cells.store(type, array, at, Double.doubleToRawLongBits(radius * Math.cos(angle)));
            if (2 * block + 1 < count) {
                Cells.store(type, array, at + 1, Double.doubleToRawLongBits(radius * Math.sin(angle)));
            }
        }
    }

    private void bits(long from, long to) {
        int[] words = new int[4];
        PhiloxStream stream = new PhiloxStream(key, counter + from, to - from);
        int width = type == DType.INT64 ? 2 : 4;
        for (long block = from; block < to; block++) {
            stream.next(words);
            int at = offset + (int) (block * width);
            int lanes = (int) Math.min(width, count - block * width);
            for (int i = 0; i < lanes; i++) {
                if (type == DType.INT64) {
                    ((long[]) array)[at + i] = (long) words[2 * i + 1] << 32 | words[2 * i] & 0xFFFFFFFFL;
                } else {
                    ((int[]) array)[at + i] = words[i];
                }
            }
        }
    }
}
