package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.HalfFloats;

/**
 * Single elements of arrays of any type, as 64 bits: floating types as the bits of the double, integers and bools as the
 * number. This is the slow road that every type can go.
 */
final class Cells {
    private Cells() {}

    static long load(DType dtype, Object array, int i) {
        return switch (dtype) {
            case FLOAT32 -> bits(((float[]) array)[i]);
            case FLOAT64 -> Double.doubleToRawLongBits(((double[]) array)[i]);
            case INT64 -> ((long[]) array)[i];
            case INT32 -> ((int[]) array)[i];
            case BOOL -> ((byte[]) array)[i];
            case UINT8 -> ((byte[]) array)[i] & 0xff;
            case FLOAT16 -> bits(HalfFloats.fromFloat16(((short[]) array)[i]));
            case BFLOAT16 -> bits(HalfFloats.fromBfloat16(((short[]) array)[i]));
        };
    }

    static void store(DType dtype, Object array, int i, long bits) {
        switch (dtype) {
            case FLOAT32 -> ((float[]) array)[i] = (float) Double.longBitsToDouble(bits);
            case FLOAT64 -> ((double[]) array)[i] = Double.longBitsToDouble(bits);
            case INT64 -> ((long[]) array)[i] = bits;
            case INT32 -> ((int[]) array)[i] = (int) bits;
            case BOOL, UINT8 -> ((byte[]) array)[i] = (byte) bits;
            case FLOAT16 -> ((short[]) array)[i] = HalfFloats.toFloat16((float) Double.longBitsToDouble(bits));
            case BFLOAT16 -> ((short[]) array)[i] = HalfFloats.toBfloat16((float) Double.longBitsToDouble(bits));
        }
    }

    /** The bits of a number converted as {@link io.github.autograd4j.op.ScalarOp#CAST} does. */
    static long fromDouble(DType dtype, double value) {
        return switch (dtype) {
            case FLOAT32 -> bits((float) value);
            case FLOAT64 -> Double.doubleToRawLongBits(value);
            case INT64 -> (long) value;
            case INT32 -> (int) value;
            case UINT8 -> (long) value & 0xff;
            case BOOL -> value != 0 ? 1 : 0;
            case FLOAT16 -> bits(HalfFloats.fromFloat16(HalfFloats.toFloat16((float) value)));
            case BFLOAT16 -> bits(HalfFloats.fromBfloat16(HalfFloats.toBfloat16((float) value)));
        };
    }

    static long fromLong(DType dtype, long value) {
        return switch (dtype) {
            case INT64 -> value;
            case INT32 -> (int) value;
            case UINT8 -> value & 0xff;
            case BOOL -> value != 0 ? 1 : 0;
            case FLOAT32 -> bits((float) value);
            case FLOAT64, FLOAT16, BFLOAT16 -> fromDouble(dtype, value);
        };
    }

    private static long bits(float value) {
        return Double.doubleToRawLongBits(value);
    }
}
