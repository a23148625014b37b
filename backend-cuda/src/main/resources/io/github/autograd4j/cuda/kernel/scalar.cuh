// The scalar vocabulary, one overload for each type an operation is defined on. Signed integers wrap, so their
// arithmetic is done unsigned.
#include "types.cuh"

#define BOTH(op, single, twofold)                        \
    __device__ __forceinline__ float op(float a) {       \
        return single;                                   \
    }                                                    \
    __device__ __forceinline__ double op(double a) {     \
        return twofold;                                  \
    }
#define BOTH_OF_TWO(op, single, twofold)                           \
    __device__ __forceinline__ float op(float a, float b) {        \
        return single;                                             \
    }                                                              \
    __device__ __forceinline__ double op(double a, double b) {     \
        return twofold;                                            \
    }
#define INTEGERS(op, expression)                                   \
    __device__ __forceinline__ int op(int a) {                     \
        typedef unsigned U;                                        \
        typedef int S;                                             \
        return (S)(expression);                                    \
    }                                                              \
    __device__ __forceinline__ long long op(long long a) {         \
        typedef unsigned long long U;                              \
        typedef long long S;                                       \
        return (S)(expression);                                    \
    }
#define INTEGERS_OF_TWO(op, expression)                                     \
    __device__ __forceinline__ int op(int a, int b) {                       \
        typedef unsigned U;                                                 \
        return (int)(expression);                                           \
    }                                                                       \
    __device__ __forceinline__ long long op(long long a, long long b) {     \
        typedef unsigned long long U;                                       \
        return (long long)(expression);                                     \
    }
#define COMPARE(op, sign)                                               \
    template <class T> __device__ __forceinline__ bool op(T a, T b) {   \
        return a sign b;                                                \
    }

BOTH(op_neg, -a, -a)
INTEGERS(op_neg, (U)0 - (U)a)
BOTH(op_abs, fabsf(a), fabs(a))
INTEGERS(op_abs, a < 0 ? (U)0 - (U)a : (U)a)
BOTH(op_sign, a > 0 ? 1.0f : a < 0 ? -1.0f : a, a > 0 ? 1.0 : a < 0 ? -1.0 : a)
INTEGERS(op_sign, a > 0 ? (S)1 : a < 0 ? (S)-1 : (S)0)
BOTH(op_sqrt, sqrtf(a), sqrt(a))
BOTH(op_rsqrt, rsqrtf(a), rsqrt(a))
BOTH(op_reciprocal, 1 / a, 1 / a)
BOTH(op_exp, expf(a), exp(a))
BOTH(op_expm1, expm1f(a), expm1(a))
BOTH(op_log, logf(a), log(a))
BOTH(op_log1p, log1pf(a), log1p(a))
BOTH(op_log2, log2f(a), log2(a))
BOTH(op_log10, log10f(a), log10(a))
BOTH(op_sin, sinf(a), sin(a))
BOTH(op_cos, cosf(a), cos(a))
BOTH(op_tan, tanf(a), tan(a))
BOTH(op_asin, asinf(a), asin(a))
BOTH(op_acos, acosf(a), acos(a))
BOTH(op_atan, atanf(a), atan(a))
BOTH(op_sinh, sinhf(a), sinh(a))
BOTH(op_cosh, coshf(a), cosh(a))
BOTH(op_tanh, tanhf(a), tanh(a))
BOTH(op_sigmoid, 1 / (1 + expf(-a)), 1 / (1 + exp(-a)))
BOTH(op_softplus, fmaxf(a, 0.0f) + log1pf(expf(-fabsf(a))), fmax(a, 0.0) + log1p(exp(-fabs(a))))
BOTH(op_erf, erff(a), erf(a))
BOTH(op_floor, floorf(a), floor(a))
INTEGERS(op_floor, a)
BOTH(op_ceil, ceilf(a), ceil(a))
INTEGERS(op_ceil, a)
BOTH(op_round, rintf(a), rint(a))
INTEGERS(op_round, a)
BOTH(op_trunc, truncf(a), trunc(a))
INTEGERS(op_trunc, a)
__device__ __forceinline__ bool op_not(bool a) {
    return !a;
}

BOTH_OF_TWO(op_add, a + b, a + b)
INTEGERS_OF_TWO(op_add, (U)a + (U)b)
BOTH_OF_TWO(op_sub, a - b, a - b)
INTEGERS_OF_TWO(op_sub, (U)a - (U)b)
BOTH_OF_TWO(op_mul, a* b, a* b)
INTEGERS_OF_TWO(op_mul, (U)a * (U)b)
__device__ __forceinline__ bool op_mul(bool a, bool b) {
    return a && b;
}
BOTH_OF_TWO(op_div, a / b, a / b)

template <class T> __device__ __forceinline__ T floorDivide(T a, T b, T rest) {
    T quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) {
        quotient -= 1;
    }
    T down = op_floor(quotient);
    return b == 0 ? a / b : quotient == 0 ? 0 * (a / b) : quotient - down > (T)0.5 ? down + 1 : down;
}
template <class T> __device__ __forceinline__ T withSignOf(T b, T rest) {
    return rest != 0 && (b < 0) != (rest < 0) ? rest + b : rest;
}
BOTH_OF_TWO(op_floor_div, floorDivide(a, b, fmodf(a, b)), floorDivide(a, b, fmod(a, b)))
BOTH_OF_TWO(op_remainder, withSignOf(b, fmodf(a, b)), withSignOf(b, fmod(a, b)))
// The device cannot tell of a division by 0: it gives 0.
template <class T> __device__ __forceinline__ T wholeQuotient(T a, T b) {
    if (b == 0 || b == -1) {
        return b == 0 ? 0 : op_neg(a);
    }
    return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}
template <class T> __device__ __forceinline__ T wholeRemainder(T a, T b) {
    return b == 0 || b == -1 ? 0 : withSignOf(b, (T)(a % b));
}
INTEGERS_OF_TWO(op_floor_div, wholeQuotient(a, b))
INTEGERS_OF_TWO(op_remainder, wholeRemainder(a, b))

template <class T> __device__ __forceinline__ T wholePower(T a, T b) {
    if (b < 0) {
        return a == 1 ? 1 : a == -1 ? (b & 1) == 0 ? 1 : -1 : 0;
    }
    T power = 1;
    for (; b != 0; b >>= 1) {
        power = (b & 1) != 0 ? op_mul(power, a) : power;
        a = op_mul(a, a);
    }
    return power;
}
BOTH_OF_TWO(op_pow, powf(a, b), pow(a, b))
INTEGERS_OF_TWO(op_pow, wholePower(a, b))
BOTH_OF_TWO(op_maximum, a != a ? a : b != b ? b : fmaxf(a, b), a != a ? a : b != b ? b : fmax(a, b))
INTEGERS_OF_TWO(op_maximum, a > b ? a : b)
__device__ __forceinline__ bool op_maximum(bool a, bool b) {
    return a || b;
}
BOTH_OF_TWO(op_minimum, a != a ? a : b != b ? b : fminf(a, b), a != a ? a : b != b ? b : fmin(a, b))
INTEGERS_OF_TWO(op_minimum, a < b ? a : b)
__device__ __forceinline__ bool op_minimum(bool a, bool b) {
    return a && b;
}
BOTH_OF_TWO(op_atan2, atan2f(a, b), atan2(a, b))
COMPARE(op_eq, ==)
COMPARE(op_ne, !=)
COMPARE(op_lt, <)
COMPARE(op_le, <=)
COMPARE(op_gt, >)
COMPARE(op_ge, >=)
__device__ __forceinline__ bool op_and(bool a, bool b) {
    return a && b;
}
__device__ __forceinline__ bool op_or(bool a, bool b) {
    return a || b;
}
__device__ __forceinline__ bool op_xor(bool a, bool b) {
    return a != b;
}
template <class T> __device__ __forceinline__ T op_select(bool a, T b, T c) {
    return a ? b : c;
}

// Casts. Floating to integer truncates, stops at the ends of the range, and makes 0 of NaN.
template <class T> __device__ __forceinline__ bool cast_bool(T x) {
    return x != 0;
}
template <class T> __device__ __forceinline__ long long cast_int64(T x) {
    return (long long)x;
}
template <class F> __device__ __forceinline__ long long truncateTo64(F x) {
    return x >= (F)9223372036854775808.0    ? 0x7fffffffffffffffLL
            : x < (F)-9223372036854775808.0 ? -0x7fffffffffffffffLL - 1
            : x != x                        ? 0
                                            : (long long)x;
}
__device__ __forceinline__ long long cast_int64(float x) {
    return truncateTo64(x);
}
__device__ __forceinline__ long long cast_int64(double x) {
    return truncateTo64(x);
}
template <class T> __device__ __forceinline__ int cast_int32(T x) {
    return (int)x;
}
template <class F> __device__ __forceinline__ int truncateTo32(F x) {
    return x >= (F)2147483648.0 ? 0x7fffffff : x < (F)-2147483648.0 ? -0x7fffffff - 1 : x != x ? 0 : (int)x;
}
__device__ __forceinline__ int cast_int32(float x) {
    return truncateTo32(x);
}
__device__ __forceinline__ int cast_int32(double x) {
    return truncateTo32(x);
}
template <class T> __device__ __forceinline__ int cast_uint8(T x) {
    return (int)(cast_int64(x) & 0xff);
}
template <class T> __device__ __forceinline__ float cast_float32(T x) {
    return (float)x;
}
template <class T> __device__ __forceinline__ double cast_float64(T x) {
    return (double)x;
}
template <class T> __device__ __forceinline__ float cast_float16(T x) {
    return halfToFloat(floatToHalf((float)x));
}
template <class T> __device__ __forceinline__ float cast_bfloat16(T x) {
    return bfloat16ToFloat(floatToBfloat16((float)x));
}
