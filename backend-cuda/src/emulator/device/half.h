// float16 and bfloat16 as bits, converted in integers: round to nearest, ties to even, NaN stays NaN.
#pragma once

EMU_DEVICE float emu_half_to_float(unsigned short h) {
    unsigned sign = (h & 0x8000u) << 16, exponent = h >> 10 & 31, fraction = h & 0x3ffu;
    if (exponent == 31) return __uint_as_float(sign | 0x7f800000u | fraction << 13);
    if (exponent != 0) return __uint_as_float(sign | (exponent + 112) << 23 | fraction << 13);
    float small = static_cast<float>(fraction) * 0x1p-24f;
    return __uint_as_float(sign | __float_as_uint(small));
}

EMU_DEVICE unsigned short emu_float_to_half(float f) {
    unsigned bits = __float_as_uint(f), sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) return static_cast<unsigned short>(0x7fff);  // what the hardware makes of any NaN
    if (magnitude >= 0x477ff000u) return static_cast<unsigned short>(sign | 0x7c00);
    if (magnitude < 0x38800000u) {
        // A subnormal half counts units of 2^-24; adding 1/2 puts that unit at the last bit of the float.
        float shifted = __uint_as_float(magnitude) + 0.5f;
        return static_cast<unsigned short>(sign | (__float_as_uint(shifted) - 0x3f000000u));
    }
    unsigned rounded = magnitude + 0xfffu + (magnitude >> 13 & 1);
    return static_cast<unsigned short>(sign | (rounded - 0x38000000u) >> 13);
}

EMU_DEVICE float emu_bfloat16_to_float(unsigned short h) { return __uint_as_float(static_cast<unsigned>(h) << 16); }

EMU_DEVICE unsigned short emu_float_to_bfloat16(float f) {
    unsigned bits = __float_as_uint(f);
    if ((bits & 0x7fffffffu) > 0x7f800000u) return 0x7fff;
    return static_cast<unsigned short>((bits + 0x7fffu + (bits >> 16 & 1)) >> 16);
}

/// What a TF32 operand keeps of a float: 10 bits of fraction, rounded to nearest, ties away from zero (cvt.rna).
EMU_DEVICE float emu_float_to_tf32(float f) {
    unsigned bits = __float_as_uint(f);
    return (bits & 0x7f800000u) == 0x7f800000u ? f : __uint_as_float((bits + 0x1000u) & 0xffffe000u);
}
