// Reinterpretation of bits, integer intrinsics, and conversions with a stated rounding.
#pragma once

template <class To, class From>
EMU_DEVICE To emu_bits(From value) {
    static_assert(sizeof(To) == sizeof(From), "reinterpretation keeps the size");
    To result;
    __builtin_memcpy(&result, &value, sizeof(To));
    return result;
}
EMU_DEVICE int __float_as_int(float v) { return emu_bits<int>(v); }
EMU_DEVICE unsigned __float_as_uint(float v) { return emu_bits<unsigned>(v); }
EMU_DEVICE float __int_as_float(int v) { return emu_bits<float>(v); }
EMU_DEVICE float __uint_as_float(unsigned v) { return emu_bits<float>(v); }
EMU_DEVICE long long __double_as_longlong(double v) { return emu_bits<long long>(v); }
EMU_DEVICE double __longlong_as_double(long long v) { return emu_bits<double>(v); }
EMU_DEVICE int __double2hiint(double v) { return static_cast<int>(emu_bits<long long>(v) >> 32); }
EMU_DEVICE int __double2loint(double v) { return static_cast<int>(emu_bits<long long>(v)); }
EMU_DEVICE double __hiloint2double(int high, int low) {
    return emu_bits<double>(static_cast<unsigned long long>(static_cast<unsigned>(high)) << 32 |
                            static_cast<unsigned>(low));
}

// No __builtin_popcount: without -mpopcnt it calls a library that kernels are not linked with.
EMU_DEVICE int __popcll(unsigned long long v) {
    v -= v >> 1 & 0x5555555555555555ull;
    v = (v & 0x3333333333333333ull) + (v >> 2 & 0x3333333333333333ull);
    return static_cast<int>((((v + (v >> 4)) & 0x0f0f0f0f0f0f0f0full) * 0x0101010101010101ull) >> 56);
}
EMU_DEVICE int __popc(unsigned v) { return __popcll(v); }
EMU_DEVICE int __clz(int v) { return v == 0 ? 32 : __builtin_clz(static_cast<unsigned>(v)); }
EMU_DEVICE int __clzll(long long v) { return v == 0 ? 64 : __builtin_clzll(static_cast<unsigned long long>(v)); }
EMU_DEVICE int __ffs(int v) { return v == 0 ? 0 : 1 + __builtin_ctz(static_cast<unsigned>(v)); }
EMU_DEVICE int __ffsll(long long v) { return v == 0 ? 0 : 1 + __builtin_ctzll(static_cast<unsigned long long>(v)); }
EMU_DEVICE unsigned long long __brevll(unsigned long long v) {
    unsigned long long r = 0;
    for (int i = 0; i < 64; i++) r |= (v >> i & 1) << (63 - i);
    return r;
}
EMU_DEVICE unsigned __brev(unsigned v) { return static_cast<unsigned>(__brevll(v) >> 32); }
EMU_DEVICE unsigned __byte_perm(unsigned x, unsigned y, unsigned selector) {
    unsigned long long both = static_cast<unsigned long long>(y) << 32 | x;
    unsigned r = 0;
    for (int i = 0; i < 4; i++) r |= static_cast<unsigned>(both >> (selector >> 4 * i & 7) * 8 & 0xff) << 8 * i;
    return r;
}
EMU_DEVICE int __mulhi(int a, int b) { return static_cast<int>(static_cast<long long>(a) * b >> 32); }
EMU_DEVICE unsigned __umulhi(unsigned a, unsigned b) {
    return static_cast<unsigned>(static_cast<unsigned long long>(a) * b >> 32);
}
EMU_DEVICE long long __mul64hi(long long a, long long b) {
    return static_cast<long long>(static_cast<__int128>(a) * b >> 64);
}
EMU_DEVICE unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
    return static_cast<unsigned long long>(static_cast<unsigned __int128>(a) * b >> 64);
}
EMU_DEVICE int __mul24(int a, int b) { return (a << 8 >> 8) * (b << 8 >> 8); }
EMU_DEVICE unsigned __funnelshift_l(unsigned low, unsigned high, unsigned shift) {
    return static_cast<unsigned>(((static_cast<unsigned long long>(high) << 32 | low) << (shift & 31)) >> 32);
}
EMU_DEVICE unsigned __funnelshift_r(unsigned low, unsigned high, unsigned shift) {
    return static_cast<unsigned>((static_cast<unsigned long long>(high) << 32 | low) >> (shift & 31));
}
