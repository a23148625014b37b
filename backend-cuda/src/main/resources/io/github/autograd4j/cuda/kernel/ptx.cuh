// Everything written in PTX, and the only place that knows whether kernels run on an imitation of the device. Rounding is
// to nearest, ties to even.
#ifdef AUTOGRAD_EMULATED
__device__ __forceinline__ float halfToFloat(unsigned short bits) {
    return emu_half_to_float(bits);
}

__device__ __forceinline__ unsigned short floatToHalf(float value) {
    return emu_float_to_half(value);
}

__device__ __forceinline__ unsigned short floatToBfloat16(float value) {
    return emu_float_to_bfloat16(value);
}
#else
__device__ __forceinline__ float halfToFloat(unsigned short bits) {
    float value;
    asm("cvt.f32.f16 %0, %1;" : "=f"(value) : "h"(bits));
    return value;
}

__device__ __forceinline__ unsigned short floatToHalf(float value) {
    unsigned short bits;
    asm("cvt.rn.f16.f32 %0, %1;" : "=h"(bits) : "f"(value));
    return bits;
}

__device__ __forceinline__ unsigned short floatToBfloat16(float value) {
#if __CUDA_ARCH__ >= 900
    unsigned short bits;
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(bits) : "f"(value));
    return bits;
#else
    unsigned bits = __float_as_uint(value);
    return value != value ? 0x7fff : (unsigned short)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
#endif
}
#endif

__device__ __forceinline__ float bfloat16ToFloat(unsigned short bits) {
    return __uint_as_float((unsigned)bits << 16);
}
