package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.HalfFloats;

/**
 * Moves rows of elements between arrays of their storage type and arrays of their compute type: storage types are
 * widened when loaded, and rounded (half types) or wrapped (uint8) when stored.
 */
final class Loads {
    private Loads() {}

    static void load(DType type, Object from, int at, int stride, Object to, int toAt, int toStride, int length) {
        switch (type) {
            case FLOAT16 -> {
                short[] x = (short[]) from;
                float[] y = (float[]) to;
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStride] = HalfFloats.fromFloat16(x[at + i * stride]);
                }
            }
            case BFLOAT16 -> {
                short[] x = (short[]) from;
                float[] y = (float[]) to;
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStride] = HalfFloats.fromBfloat16(x[at + i * stride]);
                }
            }
            case UINT8 -> {
                byte[] x = (byte[]) from;
                int[] y = (int[]) to;
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStride] = x[at + i * stride] & 0xff;
                }
            }
            default -> Rows.copy(from, at, stride, to, toAt, toStride, length);
        }
    }

    static void store(DType type, Object from, int at, Object to, int toAt, int toStride, int length) {
        switch (type) {
            case FLOAT16 -> {
                float[] x = (float[]) from;
                short[] y = (short[]) to;
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStride] = HalfFloats.toFloat16(x[at + i]);
                }
            }
            case BFLOAT16 -> {
                float[] x = (float[]) from;
                short[] y = (short[]) to;
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStride] = HalfFloats.toBfloat16(x[at + i]);
                }
            }
            case UINT8 -> {
                int[] x = (int[]) from;
                byte[] y = (byte[]) to;
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStride] = (byte) x[at + i];
                }
            }
            default -> Rows.copy(from, at, 1, to, toAt, toStride, length);
        }
    }
}
