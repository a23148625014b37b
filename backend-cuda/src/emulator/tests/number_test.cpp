// Conversions of half types against the compiler's, and mathematical functions that libm does not have.
#include <cmath>
#include <random>

#include "harness.h"
#define EMU_DEVICE static inline __attribute__((unused))
#include "../device/bits.h"
#include "../device/half.h"

namespace {

uint16_t reference_half(float f) { return emu_bits<uint16_t>(static_cast<_Float16>(f)); }

/// The nearest of the two neighbours, computed in float64, ties to the even one.
uint16_t reference_bfloat16(float f) {
    uint32_t low = emu_bits<uint32_t>(f) & 0xffff0000u, high = low + 0x10000u;
    double below = emu_bits<float>(low), above = std::isinf(emu_bits<float>(high)) ? std::copysign(0x1p128, f) : emu_bits<float>(high);
    double to_below = std::fabs(f - below), to_above = std::fabs(above - f);
    bool up = to_above < to_below || (to_above == to_below && (low >> 16 & 1));
    return static_cast<uint16_t>((up ? high : low) >> 16);
}

void check_float(float f) {
    if (std::isnan(f)) return;
    if (emu_float_to_half(f) != reference_half(f)) failed(__FILE__, __LINE__, "half of " + std::to_string(f));
    if (!std::isinf(f) && emu_float_to_bfloat16(f) != reference_bfloat16(f)) failed(__FILE__, __LINE__, "bfloat16 of " + std::to_string(f));
}

}  // namespace

TEST(every_half_converts_to_its_float_and_back) {
    for (unsigned h = 0; h < 0x10000; h++) {
        float f = emu_half_to_float(static_cast<uint16_t>(h)), r = static_cast<float>(emu_bits<_Float16>(static_cast<uint16_t>(h)));
        if (std::isnan(r)) CHECK(std::isnan(f) && (emu_float_to_half(f) & 0x7fff) > 0x7c00);
        else CHECK(emu_bits<uint32_t>(f) == emu_bits<uint32_t>(r) && emu_float_to_half(f) == h);
        float b = emu_bfloat16_to_float(static_cast<uint16_t>(h));
        CHECK(emu_bits<uint32_t>(b) == h << 16);
        CHECK(std::isnan(b) ? (emu_float_to_bfloat16(b) & 0x7fff) > 0x7f80 : emu_float_to_bfloat16(b) == h);
    }
}

TEST(floats_round_to_the_nearest_half) {
    // Every half, the middle to the next one, and the floats beside both; then others at random.
    for (unsigned h = 0; h < 0xffff; h++) {
        uint32_t half = emu_bits<uint32_t>(emu_half_to_float(static_cast<uint16_t>(h)));
        uint32_t next = emu_bits<uint32_t>(emu_half_to_float(static_cast<uint16_t>(h + 1)));
        uint32_t brain = h << 16;
        for (uint32_t centre : {half, half + (next - half) / 2, brain, brain + 0x8000u})
            for (uint32_t bits : {centre - 1, centre, centre + 1}) check_float(emu_bits<float>(bits));
    }
    std::mt19937 random(1);
    for (int i = 0; i < 1000000; i++) check_float(emu_bits<float>(static_cast<uint32_t>(random())));
}

TEST(tf32_keeps_ten_bits) {
    CHECK_EQUAL(emu_float_to_tf32(1 + 0x1p-10f), 1 + 0x1p-10f);
    CHECK_EQUAL(emu_float_to_tf32(1 + 0x1p-11f), 1 + 0x1p-10f);  // ties go away from zero
    CHECK_EQUAL(emu_float_to_tf32(1 + 0x1p-12f), 1.0f);
    CHECK_EQUAL(emu_float_to_tf32(-1 - 0x1p-11f), -1 - 0x1p-10f);
    CHECK(std::isnan(emu_float_to_tf32(NAN)) && std::isinf(emu_float_to_tf32(INFINITY)));
}

TEST(functions_beyond_libm) {
    Kernel k(R"(extern "C" __global__ void f(const double* x, double* y) {
        double v = x[threadIdx.x];
        double* r = y + threadIdx.x * 8;
        r[0] = erfinv(erf(v)); r[1] = erfinvf((float)erf(v)); r[2] = erfcinv(erfc(v)); r[3] = sinpi(v);
        r[4] = cospif(v); r[5] = rsqrt(v * v + 1); r[6] = normcdfinv(normcdf(v)); r[7] = exp(v) - exp((float)v);
    })", "f");
    std::vector<double> x = {-3.25, -2, -1, -0.5, -0.25, -1e-5, 0, 1e-9, 0.3, 0.5, 1, 1.5, 2.5, 3.75};
    Array<double> in(x), out(x.size() * 8);
    CHECK_EQUAL(k.launch(1, static_cast<unsigned>(x.size()), {in.argument(), out.argument()}), CUDA_SUCCESS);
    std::vector<double> y = out.values();
    auto near = [](double a, double b, double relative) { return std::fabs(a - b) <= relative * (std::fabs(b) + 1e-12); };
    for (size_t i = 0; i < x.size(); i++) {
        const double *r = &y[i * 8], v = x[i];
        CHECK(near(std::erf(r[0]), std::erf(v), 1e-15));
        CHECK(near(std::erf(r[1]), static_cast<float>(std::erf(v)), 1e-6));
        CHECK(near(std::erfc(r[2]), std::erfc(v), 1e-14));
        CHECK(std::fabs(r[3] - std::sin(v * M_PI)) < 1e-14);
        CHECK(std::fabs(r[4] - std::cos(v * M_PI)) < 1e-6);
        CHECK(near(r[5], 1 / std::sqrt(v * v + 1), 1e-15));
        CHECK(near(std::erfc(-r[6] / std::sqrt(2.0)), std::erfc(-v / std::sqrt(2.0)), 1e-14));
        CHECK(std::fabs(r[7]) < 1e-5 * std::exp(v));
    }
}

TEST(integer_intrinsics) {
    Kernel k(R"(extern "C" __global__ void f(unsigned long long* r) {
        r[0] = __umulhi(0xffffffffu, 0xfffffffeu); r[1] = __umul64hi(~0ull, ~0ull); r[2] = __clz(1) * 100 + __clz(0);
        r[3] = __popc(0xf0f0u) * 100 + __popcll(~0ull); r[4] = __ffs(8) * 100 + __ffs(0); r[5] = __brev(1u);
        r[6] = __byte_perm(0x33221100u, 0x77665544u, 0x7240u); r[7] = __funnelshift_l(0x80000000u, 1u, 4);
        r[8] = (unsigned)__float2int_rn(2.5f); r[9] = (unsigned)__float2int_rz(__int_as_float(0x7fc00000)); r[10] = (unsigned)__double2int_rz(1e20);
        r[11] = __float_as_uint(fmaxf(-0.0f, 0.0f)); r[12] = __float_as_uint(fminf(__int_as_float(0x7fc00000), 2.0f));
    })", "f");
    Array<unsigned long long> r(13);
    CHECK_EQUAL(k.launch(1, 1, {r.argument()}), CUDA_SUCCESS);
    const unsigned long long want[] = {0xfffffffdu, ~0ull - 1, 3132, 864, 400, 0x80000000u, 0x77224400u, 0x18u, 2, 0, 0x7fffffffu, 0, 0x40000000u};
    std::vector<unsigned long long> got = r.values();
    for (size_t i = 0; i < 13; i++) CHECK_EQUAL(got[i], want[i]);
}
