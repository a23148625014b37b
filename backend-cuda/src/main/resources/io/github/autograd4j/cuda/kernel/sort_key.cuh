// Unsigned numbers in the order of others; NaN is the largest, and −0 equals 0.
__device__ unsigned ordered(float x) {
    unsigned bits = __float_as_uint(x);
    if (x != x) {
        return 0xffffffffu;
    }
    return x == 0 ? 0x80000000u : (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
}

__device__ unsigned long long ordered(double x) {
    const unsigned long long sign = 1ull << 63;
    unsigned long long bits = (unsigned long long)__double_as_longlong(x);
    if (x != x) {
        return ~0ull;
    }
    return x == 0 ? sign : (bits & sign) != 0 ? ~bits : bits | sign;
}

__device__ unsigned ordered(int x) {
    return (unsigned)x ^ 0x80000000u;
}

__device__ unsigned long long ordered(long long x) {
    return (unsigned long long)x ^ 1ull << 63;
}
