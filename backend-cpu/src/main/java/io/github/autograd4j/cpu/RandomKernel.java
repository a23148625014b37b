package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.HalfFloats;
import io.github.autograd4j.spi.Philox;
import io.github.autograd4j.spi.View;

/** Random elements, as {@link io.github.autograd4j.spi.Backend#random} defines them. */
final class RandomKernel {
    private RandomKernel() {}

    static void run(Distribution distribution, long key, long counter, View output) {
        Object array = CpuBuffer.array(output);
        int offset = (int) output.offset();
        switch (distribution) {
            case UNIFORM -> uniform(output.dtype(), key, counter, array, offset, output.numel());
            case NORMAL -> normal(output.dtype(), key, counter, array, offset, output.numel());
            case BITS -> bits(output.dtype(), key, counter, array, offset, output.numel());
        }
    }

    private static void uniform(DType type, long key, long counter, Object array, int offset, long count) {
        int[] words = new int[4];
        int width = type == DType.FLOAT64 ? 2 : 4;
        for (long i = 0; i < count; i++) {
            int lane = (int) (i % width);
            if (lane == 0) {
                Philox.block(key, counter + i / width, words, 0);
            }
            int at = offset + (int) i;
            switch (type) {
                case FLOAT64 -> ((double[]) array)[at] = Philox.uniform(words[2 * lane], words[2 * lane + 1]);
                case FLOAT32 -> ((float[]) array)[at] = Philox.uniform(words[lane]);
                default -> ((short[]) array)[at] = towardZero(type, Philox.uniform(words[lane]));
            }
        }
    }

    private static short towardZero(DType type, float value) {
        if (type == DType.BFLOAT16) {
            return (short) (Float.floatToRawIntBits(value) >>> 16);
        }
        short nearest = HalfFloats.toFloat16(value);
        return HalfFloats.fromFloat16(nearest) > value ? (short) (nearest - 1) : nearest;
    }

    private static void normal(DType type, long key, long counter, Object array, int offset, long count) {
        int[] words = new int[4];
        for (long i = 0; i < count; i += 2) {
            Philox.block(key, counter + i / 2, words, 0);
            double radius = Math.sqrt(-2 * Math.log1p(-Philox.uniform(words[0], words[1])));
            double angle = 2 * Math.PI * Philox.uniform(words[2], words[3]);
            int at = offset + (int) i;
            Cells.store(type, array, at, Double.doubleToRawLongBits(radius * Math.cos(angle)));
            if (i + 1 < count) {
                Cells.store(type, array, at + 1, Double.doubleToRawLongBits(radius * Math.sin(angle)));
            }
        }
    }

    private static void bits(DType type, long key, long counter, Object array, int offset, long count) {
        int[] words = new int[4];
        int width = type == DType.INT64 ? 2 : 4;
        for (long i = 0; i < count; i++) {
            int lane = (int) (i % width);
            if (lane == 0) {
                Philox.block(key, counter + i / width, words, 0);
            }
            int at = offset + (int) i;
            if (type == DType.INT64) {
                ((long[]) array)[at] = (long) words[2 * lane + 1] << 32 | words[2 * lane] & 0xFFFFFFFFL;
            } else {
                ((int[]) array)[at] = words[lane];
            }
        }
    }
}
