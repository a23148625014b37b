package io.github.autograd4j.spi;

/** Conversions between float32 and the bit patterns of the half types; they round to nearest, ties to even. */
public final class HalfFloats {
    private HalfFloats() {}

    /**
     * Widens a float16; exact, and a NaN keeps its payload.
     *
     * @param bits the bit pattern
     * @return its value
     */
    public static float fromFloat16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int rest = bits & 0x7FFF;
        if (rest >= 0x7C00) {
            return Float.intBitsToFloat(sign | 0x7F800000 | (rest & 0x3FF) << 13);
        }
        if (rest < 0x400) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(rest * 0x1p-24f));
        }
        return Float.intBitsToFloat(sign | (rest << 13) + 0x38000000);
    }

    /**
     * Rounds to a float16; from 65520 on to infinity.
     *
     * @param value the value
     * @return the bit pattern of the nearest float16
     */
    public static short toFloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int rest = bits & 0x7FFFFFFF;
        if (rest > 0x7F800000) {
            return (short) (sign | 0x7E00 | rest >>> 13 & 0x3FF);
        }
        if (rest >= 0x47800000) {
            return (short) (sign | 0x7C00);
        }
        if (rest < 0x38800000) {
            // Subnormal: the fraction of a number just above ½ counts in the same unit, 2⁻²⁴.
            return (short) (sign | Float.floatToRawIntBits(Float.intBitsToFloat(rest) + 0.5f) - 0x3F000000);
        }
        return (short) (sign | rest - 0x38000000 + 0xFFF + (rest >>> 13 & 1) >>> 13);
    }

    /**
     * Widens a bfloat16; exact.
     *
     * @param bits the bit pattern
     * @return its value
     */
    public static float fromBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /**
     * Rounds to a bfloat16.
     *
     * @param value the value
     * @return the bit pattern of the nearest bfloat16
     */
    public static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7FFFFFFF) > 0x7F800000) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }
}
