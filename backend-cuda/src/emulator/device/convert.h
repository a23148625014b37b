// Conversions with a stated rounding. On the device they saturate, and NaN becomes 0; a plain C++ cast of such a value
// does the same there, but is the machine's here.
#pragma once

template <class I, class F>
EMU_DEVICE I emu_saturate(F v, I lowest, I highest) {
    if (v != v) return 0;
    if (v <= static_cast<F>(lowest)) return lowest;
    if (v >= static_cast<F>(highest)) return highest;
    return static_cast<I>(v);
}

#define EMU_TO_INTEGERS(name, F, mode, rounded)                                                               \
    EMU_DEVICE int name##2int_##mode(F v) { return emu_saturate<int>(rounded(v), -2147483647 - 1, 2147483647); } \
    EMU_DEVICE unsigned name##2uint_##mode(F v) { return emu_saturate<unsigned>(rounded(v), 0u, ~0u); }       \
    EMU_DEVICE long long name##2ll_##mode(F v) {                                                              \
        return emu_saturate<long long>(rounded(v), -9223372036854775807ll - 1, 9223372036854775807ll);        \
    }                                                                                                         \
    EMU_DEVICE unsigned long long name##2ull_##mode(F v) {                                                    \
        return emu_saturate<unsigned long long>(rounded(v), 0ull, ~0ull);                                     \
    }
#define EMU_TO_INTEGERS_ALL(name, F)       \
    EMU_TO_INTEGERS(name, F, rn, rint)     \
    EMU_TO_INTEGERS(name, F, rz, trunc)    \
    EMU_TO_INTEGERS(name, F, rd, floor)    \
    EMU_TO_INTEGERS(name, F, ru, ceil)
EMU_TO_INTEGERS_ALL(__float, float)
EMU_TO_INTEGERS_ALL(__double, double)

EMU_DEVICE float __int2float_rn(int v) { return static_cast<float>(v); }
EMU_DEVICE float __uint2float_rn(unsigned v) { return static_cast<float>(v); }
EMU_DEVICE float __ll2float_rn(long long v) { return static_cast<float>(v); }
EMU_DEVICE float __ull2float_rn(unsigned long long v) { return static_cast<float>(v); }
EMU_DEVICE double __int2double_rn(int v) { return v; }
EMU_DEVICE double __uint2double_rn(unsigned v) { return v; }
EMU_DEVICE double __ll2double_rn(long long v) { return static_cast<double>(v); }
EMU_DEVICE double __ull2double_rn(unsigned long long v) { return static_cast<double>(v); }
EMU_DEVICE float __double2float_rn(double v) { return static_cast<float>(v); }
