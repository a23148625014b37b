// Products by tensor cores: what ptx.cuh is for numbers this is for the 32 threads of a warp, which call it together.
//
// multiplyAdd computes c += a·b, a of 16 × 16 and b of 16 × 8 elements of a half type, c of 16 × 8 numbers. Words hold
// two elements, the first in the lower half. With g = lane / 4 and t = lane % 4 a thread has
//   a[0], a[1]  of rows g and g + 8 the columns 2t and 2t + 1; a[2], a[3] of the same rows the columns 2t + 8 and 2t + 9
//   b[0], b[1]  of column g the rows 2t and 2t + 1, and 2t + 8 and 2t + 9
//   c[0] … c[3] of row g the columns 2t and 2t + 1, then the same of row g + 8
// so that two neighbouring c, rounded, are an a.
__device__ __forceinline__ unsigned bothOf(unsigned short low, unsigned short high) {
    return low | (unsigned)high << 16;
}

#ifdef AUTOGRAD_EMULATED
__device__ __forceinline__ void multiplyAdd(float (&c)[4], const unsigned (&a)[4], const unsigned (&b)[2], Float16) {
    emu_mma_m16n8k16_f16(c, a, b, c);
}

__device__ __forceinline__ void multiplyAdd(float (&c)[4], const unsigned (&a)[4], const unsigned (&b)[2], Bfloat16) {
    emu_mma_m16n8k16_bf16(c, a, b, c);
}
#elif __CUDA_ARCH__ >= 800
#define MULTIPLY_ADD(type, name)                                                                                       \
    __device__ __forceinline__ void multiplyAdd(float (&c)[4], const unsigned (&a)[4], const unsigned (&b)[2], type) { \
        asm("mma.sync.aligned.m16n8k16.row.col.f32." name "." name ".f32 "                                             \
            "{%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"                                          \
            : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])                                                           \
            : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));                                       \
    }
MULTIPLY_ADD(Float16, "f16")
MULTIPLY_ADD(Bfloat16, "bf16")
#else
__device__ __forceinline__ void multiplyAdd(float (&c)[4], const unsigned (&a)[4], const unsigned (&b)[2], Float16) {
#pragma unroll
    for (int half = 0; half < 2; half++) {
        asm("mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%0, %1, %2, %3}, {%4, %5}, {%6}, {%0, %1, %2, %3};"
            : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
            : "r"(a[2 * half]), "r"(a[2 * half + 1]), "r"(b[half]));
    }
}

// There is no such instruction, and nobody asks for it.
__device__ __forceinline__ void multiplyAdd(float (&)[4], const unsigned (&)[4], const unsigned (&)[2], Bfloat16) {
    __trap();
}
#endif

// Two numbers, rounded to nearest.
#if !defined AUTOGRAD_EMULATED && __CUDA_ARCH__ >= 800
#define ROUNDED(type, name)                                                               \
    __device__ __forceinline__ unsigned rounded(float low, float high, type) {            \
        unsigned both;                                                                    \
        asm("cvt.rn." name ".f32 %0, %1, %2;" : "=r"(both) : "f"(high), "f"(low));        \
        return both;                                                                      \
    }
ROUNDED(Float16, "f16x2")
ROUNDED(Bfloat16, "bf16x2")
#else
__device__ __forceinline__ unsigned rounded(float low, float high, Float16) {
    return bothOf(floatToHalf(low), floatToHalf(high));
}

__device__ __forceinline__ unsigned rounded(float low, float high, Bfloat16) {
    return bothOf(floatToBfloat16(low), floatToBfloat16(high));
}
#endif
