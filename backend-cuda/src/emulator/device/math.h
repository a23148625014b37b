// CUDA's mathematical functions, float and double, with the overloads for float that CUDA C++ has; from the machine's libm.
#pragma once

extern "C" void* memcpy(void*, const void*, size_t) noexcept;
extern "C" void* memset(void*, int, size_t) noexcept;

#define EMU_MATH_1(name)                         \
    extern "C" double name(double) noexcept;     \
    extern "C" float name##f(float) noexcept;    \
    EMU_DEVICE float name(float x) { return name##f(x); }
#define EMU_MATH_2(name)                             \
    extern "C" double name(double, double) noexcept; \
    extern "C" float name##f(float, float) noexcept; \
    EMU_DEVICE float name(float x, float y) { return name##f(x, y); }
#define EMU_MATH_TO(name, R)              \
    extern "C" R name(double) noexcept;   \
    extern "C" R name##f(float) noexcept; \
    EMU_DEVICE R name(float x) { return name##f(x); }

EMU_MATH_1(acos) EMU_MATH_1(acosh) EMU_MATH_1(asin) EMU_MATH_1(asinh) EMU_MATH_1(atan) EMU_MATH_1(atanh)
EMU_MATH_1(cbrt) EMU_MATH_1(ceil) EMU_MATH_1(cos) EMU_MATH_1(cosh) EMU_MATH_1(erf) EMU_MATH_1(erfc)
EMU_MATH_1(exp) EMU_MATH_1(exp10) EMU_MATH_1(exp2) EMU_MATH_1(expm1) EMU_MATH_1(fabs) EMU_MATH_1(floor)
EMU_MATH_1(j0) EMU_MATH_1(j1) EMU_MATH_1(lgamma) EMU_MATH_1(log) EMU_MATH_1(log10) EMU_MATH_1(log1p)
EMU_MATH_1(log2) EMU_MATH_1(logb) EMU_MATH_1(nearbyint) EMU_MATH_1(rint) EMU_MATH_1(round) EMU_MATH_1(sin)
EMU_MATH_1(sinh) EMU_MATH_1(sqrt) EMU_MATH_1(tan) EMU_MATH_1(tanh) EMU_MATH_1(tgamma) EMU_MATH_1(trunc)
EMU_MATH_1(y0) EMU_MATH_1(y1)
EMU_MATH_2(atan2) EMU_MATH_2(copysign) EMU_MATH_2(fdim) EMU_MATH_2(fmod) EMU_MATH_2(hypot) EMU_MATH_2(nextafter)
EMU_MATH_2(pow) EMU_MATH_2(remainder)
EMU_MATH_TO(ilogb, int) EMU_MATH_TO(llrint, long long) EMU_MATH_TO(llround, long long) EMU_MATH_TO(lrint, long)
EMU_MATH_TO(lround, long)

extern "C" double fma(double, double, double) noexcept;
extern "C" float fmaf(float, float, float) noexcept;
EMU_DEVICE float fma(float x, float y, float z) { return fmaf(x, y, z); }
extern "C" double ldexp(double, int) noexcept;
extern "C" float ldexpf(float, int) noexcept;
EMU_DEVICE float ldexp(float x, int e) { return ldexpf(x, e); }
extern "C" double scalbn(double, int) noexcept;
extern "C" float scalbnf(float, int) noexcept;
EMU_DEVICE float scalbn(float x, int e) { return scalbnf(x, e); }
extern "C" double frexp(double, int*) noexcept;
extern "C" float frexpf(float, int*) noexcept;
EMU_DEVICE float frexp(float x, int* e) { return frexpf(x, e); }
extern "C" double modf(double, double*) noexcept;
extern "C" float modff(float, float*) noexcept;
EMU_DEVICE float modf(float x, float* whole) { return modff(x, whole); }
extern "C" void sincos(double, double*, double*) noexcept;
extern "C" void sincosf(float, float*, float*) noexcept;
EMU_DEVICE float nanf(const char*) { return __builtin_nanf(""); }
EMU_DEVICE double nan(const char*) { return __builtin_nan(""); }

#define EMU_CLASSIFY(T)                                                   \
    EMU_DEVICE bool isnan(T x) { return __builtin_isnan(x); }             \
    EMU_DEVICE bool isinf(T x) { return __builtin_isinf_sign(x) != 0; }   \
    EMU_DEVICE bool isfinite(T x) { return __builtin_isfinite(x); }       \
    EMU_DEVICE bool signbit(T x) { return __builtin_signbit(x) != 0; }
EMU_CLASSIFY(float)
EMU_CLASSIFY(double)

// As the PTX instructions: a number beats NaN, and +0 is above -0.
#define EMU_MIN_MAX(T, fmin, fmax)                  \
    EMU_DEVICE T fmin(T a, T b) {                   \
        if (a == b) return __builtin_signbit(a) ? a : b; \
        return a < b || b != b ? a : b;             \
    }                                               \
    EMU_DEVICE T fmax(T a, T b) {                   \
        if (a == b) return __builtin_signbit(a) ? b : a; \
        return a > b || b != b ? a : b;             \
    }                                               \
    EMU_DEVICE T min(T a, T b) { return fmin(a, b); } \
    EMU_DEVICE T max(T a, T b) { return fmax(a, b); }
EMU_MIN_MAX(float, fminf, fmaxf)
EMU_MIN_MAX(double, fmin, fmax)
EMU_DEVICE float fmin(float a, float b) { return fminf(a, b); }
EMU_DEVICE float fmax(float a, float b) { return fmaxf(a, b); }

#define EMU_INTEGER_MIN_MAX(T)                        \
    EMU_DEVICE T min(T a, T b) { return b < a ? b : a; } \
    EMU_DEVICE T max(T a, T b) { return a < b ? b : a; }
EMU_INTEGER_MIN_MAX(int) EMU_INTEGER_MIN_MAX(unsigned) EMU_INTEGER_MIN_MAX(long) EMU_INTEGER_MIN_MAX(unsigned long)
EMU_INTEGER_MIN_MAX(long long) EMU_INTEGER_MIN_MAX(unsigned long long)
EMU_DEVICE int abs(int x) { return x < 0 ? -x : x; }
EMU_DEVICE long abs(long x) { return x < 0 ? -x : x; }
EMU_DEVICE long long abs(long long x) { return x < 0 ? -x : x; }
EMU_DEVICE long long llabs(long long x) { return x < 0 ? -x : x; }
EMU_DEVICE float abs(float x) { return fabsf(x); }
EMU_DEVICE double abs(double x) { return fabs(x); }

// What CUDA has beyond C.
EMU_DEVICE double rsqrt(double x) { return 1 / sqrt(x); }
EMU_DEVICE float rsqrtf(float x) { return static_cast<float>(1 / sqrt(static_cast<double>(x))); }
EMU_DEVICE float rsqrt(float x) { return rsqrtf(x); }
EMU_DEVICE double rcbrt(double x) { return 1 / cbrt(x); }
EMU_DEVICE float rcbrtf(float x) { return static_cast<float>(1 / cbrt(static_cast<double>(x))); }
EMU_DEVICE double rhypot(double x, double y) { return 1 / hypot(x, y); }
EMU_DEVICE float rhypotf(float x, float y) { return static_cast<float>(1 / hypot(static_cast<double>(x), static_cast<double>(y))); }
EMU_DEVICE double sinpi(double x) {
    double r = remainder(x, 2.0);
    if (r == -1 || r == 0 || r == 1) return copysign(0.0, x);
    return fabs(r) > 0.5 ? sin((copysign(1.0, r) - r) * 3.14159265358979323846) : sin(r * 3.14159265358979323846);
}
EMU_DEVICE double cospi(double x) { return sinpi(fabs(remainder(x, 2.0)) + 0.5); }
EMU_DEVICE float sinpif(float x) { return static_cast<float>(sinpi(static_cast<double>(x))); }
EMU_DEVICE float cospif(float x) { return static_cast<float>(cospi(static_cast<double>(x))); }
EMU_DEVICE void sincospif(float x, float* s, float* c) { *s = sinpif(x), *c = cospif(x); }
EMU_DEVICE void sincospi(double x, double* s, double* c) { *s = sinpi(x), *c = cospi(x); }

/// Acklam's start for the normal quantile, then Halley's steps on erfc, which keep the digits near the ends.
EMU_DEVICE double erfcinv(double y) {
    if (!(y >= 0 && y <= 2)) return __builtin_nan("");
    if (y == 0) return __builtin_inf();
    if (y == 2) return -__builtin_inf();
    double p = y < 1 ? y : 2 - y;
    double t = sqrt(-2 * log(p / 2));
    double x = 0.70711 * (t - (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)));
    for (int i = 0; i < 3; i++) {
        double error = erfc(x) - p;
        double step = error / (1.12837916709551257 * exp(-x * x) - x * error);
        x += step;
    }
    return y < 1 ? x : -x;
}
EMU_DEVICE double erfinv(double y) {
    if (fabs(y) > 0.5) return y > 0 ? erfcinv(1 - y) : -erfcinv(1 + y);
    double x = y * 0.886226925452758;
    for (int i = 0; i < 5; i++) x -= (erf(x) - y) / (1.12837916709551257 * exp(-x * x));
    return y == 0 ? y : x;
}
EMU_DEVICE float erfinvf(float y) { return static_cast<float>(erfinv(static_cast<double>(y))); }
EMU_DEVICE float erfinv(float y) { return erfinvf(y); }
EMU_DEVICE float erfcinvf(float y) { return static_cast<float>(erfcinv(static_cast<double>(y))); }
EMU_DEVICE double normcdf(double x) { return 0.5 * erfc(-x * 0.70710678118654752440); }
EMU_DEVICE float normcdff(float x) { return static_cast<float>(normcdf(static_cast<double>(x))); }
EMU_DEVICE double normcdfinv(double p) { return -1.41421356237309504880 * erfcinv(2 * p); }
EMU_DEVICE float normcdfinvf(float p) { return static_cast<float>(normcdfinv(static_cast<double>(p))); }
EMU_DEVICE double erfcx(double x) {
    if (x < 25) return exp(x * x) * erfc(x);
    double r = 1 / (x * x);
    return 0.56418958354775629 / x * (1 - r / 2 * (1 - 1.5 * r));
}
EMU_DEVICE float erfcxf(float x) { return static_cast<float>(erfcx(static_cast<double>(x))); }

// The fast forms are as exact as the plain ones here.
EMU_DEVICE float __expf(float x) { return expf(x); }
EMU_DEVICE float __exp10f(float x) { return exp10f(x); }
EMU_DEVICE float __logf(float x) { return logf(x); }
EMU_DEVICE float __log2f(float x) { return log2f(x); }
EMU_DEVICE float __log10f(float x) { return log10f(x); }
EMU_DEVICE float __sinf(float x) { return sinf(x); }
EMU_DEVICE float __cosf(float x) { return cosf(x); }
EMU_DEVICE float __tanf(float x) { return tanf(x); }
EMU_DEVICE float __powf(float x, float y) { return powf(x, y); }
EMU_DEVICE void __sincosf(float x, float* s, float* c) { sincosf(x, s, c); }
EMU_DEVICE float __fdividef(float x, float y) { return x / y; }
EMU_DEVICE float __frsqrt_rn(float x) { return rsqrtf(x); }
EMU_DEVICE float __saturatef(float x) { return x > 0 ? x < 1 ? x : 1 : 0; }
#define EMU_ROUNDED(p, T, root)                       \
    EMU_DEVICE T p##add_rn(T a, T b) { return a + b; }       \
    EMU_DEVICE T p##sub_rn(T a, T b) { return a - b; }       \
    EMU_DEVICE T p##mul_rn(T a, T b) { return a * b; }       \
    EMU_DEVICE T p##div_rn(T a, T b) { return a / b; }       \
    EMU_DEVICE T p##rcp_rn(T a) { return 1 / a; }            \
    EMU_DEVICE T p##sqrt_rn(T a) { return root(a); }
EMU_ROUNDED(__f, float, sqrtf)
EMU_ROUNDED(__d, double, sqrt)
EMU_DEVICE float __fmaf_rn(float a, float b, float c) { return fmaf(a, b, c); }
EMU_DEVICE double __fma_rn(double a, double b, double c) { return fma(a, b, c); }
