// Products against a naive sum in float64; arguments; what is read and what is not.
#include <cmath>
#include <random>

#include "harness.h"
#define EMU_DEVICE static inline __attribute__((unused))
#include "../device/bits.h"
#include "../device/half.h"

using emulator::Setting;

namespace {

enum { R_32F = 0, R_64F = 1, R_16F = 2, R_16BF = 14, C_32F = 68, C_64F = 70, C_FAST_TF32 = 77, DEFAULT = -1, TF32_MATH = 3 };
enum { SUCCESS = 0, NOT_INITIALIZED = 1, INVALID_VALUE = 7, EXECUTION_FAILED = 13, NOT_SUPPORTED = 15 };

struct Blas {
    Blas() { cublasCreate_v2(&handle); }
    Blas(const Blas&) = delete;
    ~Blas() { cublasDestroy_v2(handle); }
    void* handle = nullptr;
};

std::vector<float> noise(size_t n) {
    static std::mt19937 random(7);
    std::uniform_real_distribution<float> uniform(-1, 1);
    std::vector<float> v(n);
    for (float& x : v) x = uniform(random);
    return v;
}

std::vector<uint16_t> shorts(const std::vector<float>& v, int type) {
    std::vector<uint16_t> r;
    for (float f : v) r.push_back(type == R_16F ? emu_float_to_half(f) : emu_float_to_bfloat16(f));
    return r;
}
float value(uint16_t h, int type) { return type == R_16F ? emu_half_to_float(h) : emu_bfloat16_to_float(h); }

void* at(CUdeviceptr p) { return reinterpret_cast<void*>(p); }
const float ONE = 1, ZERO = 0, HALF = 0.5f;

}  // namespace

TEST(products_of_every_layout) {
    Blas blas;
    const int m = 37, n = 21, k = 53;
    std::vector<float> a = noise(m * k), b = noise(k * n), c = noise(m * n);
    for (int ta = 0; ta < 2; ta++)
        for (int tb = 0; tb < 2; tb++) {
            Array<float> da(a), db(b), dc(c);
            int lda = ta ? k : m, ldb = tb ? n : k;
            CHECK_EQUAL(cublasGemmEx(blas.handle, ta, tb, m, n, k, &HALF, at(da.pointer), R_32F, lda, at(db.pointer), R_32F, ldb, &ONE,
                                     at(dc.pointer), R_32F, m, C_32F, DEFAULT), SUCCESS);
            std::vector<float> got = dc.values();
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) sum += double{a[ta ? p + i * lda : i + p * lda]} * b[tb ? j + p * ldb : p + j * ldb];
                    CHECK(std::fabs(got[i + j * m] - (0.5 * sum + c[i + j * m])) < 1e-5);
                }
        }
}

TEST(half_types_accumulate_in_float) {
    Blas blas;
    const int n = 24, k = 500;
    std::vector<float> a = noise(n * k), b = noise(n * k);
    for (int type : {R_16F, R_16BF})
        for (int out : {type, +R_32F}) {
            std::vector<uint16_t> ha = shorts(a, type), hb = shorts(b, type);
            Array<uint16_t> da(ha), db(hb), c16(n * n);
            Array<float> c32(n * n);
            CHECK_EQUAL(cublasGemmEx(blas.handle, 1, 0, n, n, k, &ONE, at(da.pointer), type, k, at(db.pointer), type, k, &ZERO,
                                     at(out == R_32F ? c32.pointer : c16.pointer), out, n, C_32F, DEFAULT), SUCCESS);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) sum += double{value(ha[i * k + p], type)} * value(hb[j * k + p], type);
                    double got = out == R_32F ? c32.values()[i + j * n] : value(c16.values()[i + j * n], type);
                    CHECK(std::fabs(got - sum) <= (out == R_32F ? 1e-4 : std::fabs(sum) * 0x1p-8 + 1e-4));
                }
        }
}

TEST(tf32_is_seen_in_the_result_and_only_when_asked_for) {
    Blas blas;
    float fine = 1 + 0x1p-12f;
    Array<float> a(std::vector<float>{fine}), b(std::vector<float>{1}), c(1);
    auto product = [&](int compute) {
        CHECK_EQUAL(cublasGemmEx(blas.handle, 0, 0, 1, 1, 1, &ONE, at(a.pointer), R_32F, 1, at(b.pointer), R_32F, 1, &ZERO, at(c.pointer),
                                 R_32F, 1, compute, DEFAULT), SUCCESS);
        return c.values()[0];
    };
    CHECK_EQUAL(product(C_32F), fine);
    CHECK_EQUAL(product(C_FAST_TF32), 1.0f);
    cublasSetMathMode(blas.handle, TF32_MATH);
    CHECK_EQUAL(product(C_32F), 1.0f);
    cublasSetMathMode(blas.handle, 0);
    CHECK_EQUAL(product(C_32F), fine);
}

TEST(with_beta_zero_the_result_is_not_read) {
    Blas blas;
    Array<double> a(std::vector<double>{2}), b(std::vector<double>{3}), c(1);
    double one = 1, zero = 0;
    CHECK(std::isnan(c.values()[0]));
    CHECK_EQUAL(cublasDgemm_v2(blas.handle, 0, 0, 1, 1, 1, &one, reinterpret_cast<double*>(a.pointer), 1, reinterpret_cast<double*>(b.pointer), 1,
                               &zero, reinterpret_cast<double*>(c.pointer), 1), SUCCESS);
    CHECK_EQUAL(c.values()[0], 6.0);
}

TEST(batches_by_stride_and_by_pointers) {
    Blas blas;
    const int n = 5, count = 3, size = n * n;
    std::vector<float> a = noise(size * count), b = noise(size);
    Array<float> da(a), db(b), dc(size * count), de(size * count);
    CHECK_EQUAL(cublasGemmStridedBatchedEx(blas.handle, 0, 0, n, n, n, &ONE, at(da.pointer), R_32F, n, size, at(db.pointer), R_32F, n, 0, &ZERO,
                                           at(dc.pointer), R_32F, n, size, count, C_32F, DEFAULT), SUCCESS);
    std::vector<CUdeviceptr> pa, pb, pc;
    for (int i = 0; i < count; i++) {
        pa.push_back(da.pointer + static_cast<CUdeviceptr>(i * size * 4));
        pb.push_back(db.pointer);
        pc.push_back(de.pointer + static_cast<CUdeviceptr>(i * size * 4));
    }
    Array<CUdeviceptr> ta(pa), tb(pb), tc(pc);
    CHECK_EQUAL(cublasGemmBatchedEx(blas.handle, 0, 0, n, n, n, &ONE, static_cast<void**>(at(ta.pointer)), R_32F, n,
                                    static_cast<void**>(at(tb.pointer)), R_32F, n, &ZERO, static_cast<void**>(at(tc.pointer)), R_32F, n, count,
                                    C_32F, DEFAULT), SUCCESS);
    CHECK(dc.values() == de.values());
    float sum = 0;
    for (int p = 0; p < n; p++) sum += a[size + p * n] * b[p];
    CHECK(std::fabs(dc.values()[size] - sum) < 1e-5f);
}

TEST(arguments_are_checked) {
    Blas blas;
    Array<float> a(16), b(16), c(16);
    auto call = [&](int m, int n, int k, int lda, int ldb, int ldc, int type = R_32F, int compute = C_32F) {
        return cublasGemmEx(blas.handle, 0, 0, m, n, k, &ONE, at(a.pointer), type, lda, at(b.pointer), type, ldb, &ZERO, at(c.pointer), type, ldc,
                            compute, DEFAULT);
    };
    CHECK_EQUAL(call(4, 4, 4, 4, 4, 4), SUCCESS);
    CHECK_EQUAL(call(4, 4, 4, 3, 4, 4), INVALID_VALUE);
    CHECK_EQUAL(call(4, 4, 4, 4, 3, 4), INVALID_VALUE);
    CHECK_EQUAL(call(4, 4, 4, 4, 4, 3), INVALID_VALUE);
    CHECK_EQUAL(call(-1, 4, 4, 4, 4, 4), INVALID_VALUE);
    CHECK_EQUAL(call(0, 4, 4, 4, 4, 4), SUCCESS);
    CHECK_EQUAL(call(4, 4, 4, 4, 4, 4, R_64F, C_32F), NOT_SUPPORTED);
    CHECK_EQUAL(call(4, 4, 4, 4, 4, 4, 99), INVALID_VALUE);
}

TEST(k_zero_gives_zeros) {
    Blas blas;
    Array<float> a(4), c(4);
    CHECK_EQUAL(cublasGemmEx(blas.handle, 0, 0, 2, 2, 0, &ONE, at(a.pointer), R_32F, 2, at(a.pointer), R_32F, 1, &ZERO, at(c.pointer), R_32F, 2,
                             C_32F, DEFAULT), SUCCESS);
    for (float v : c.values()) CHECK_EQUAL(v, 0.0f);
}

TEST(operands_beyond_their_memory_are_found) {
    Blas blas;
    Array<float> a(16), b(16), c(15);
    CHECK_EQUAL(cublasGemmEx(blas.handle, 0, 0, 4, 4, 4, &ONE, at(a.pointer), R_32F, 4, at(b.pointer), R_32F, 4, &ZERO, at(c.pointer), R_32F, 4,
                             C_32F, DEFAULT), EXECUTION_FAILED);
    CHECK(story(CUDA_ERROR_ILLEGAL_ADDRESS).find("gemm (C) writes 64 bytes") != std::string::npos);
    CHECK_EQUAL(cuCtxSynchronize(), CUDA_ERROR_ILLEGAL_ADDRESS);
    cuCtxSetLimit(emulator::RESET_COMMAND, 0);
}

TEST(operands_are_aligned_to_their_elements) {
    Blas blas;
    Array<float> a(17), b(17), c(17);
    auto call = [&](size_t sa, size_t sb, size_t sc, int type, int compute) {
        double one = 1;
        const void* scale = type == R_64F ? static_cast<const void*>(&one) : &ONE;
        return cublasGemmEx(blas.handle, 0, 0, 2, 2, 2, scale, at(a.pointer + sa), type, 2, at(b.pointer + sb), type, 2, scale,
                            at(c.pointer + sc), type, 2, compute, DEFAULT);
    };
    auto refused = [&](int status, const char* which) {
        CHECK_EQUAL(status, EXECUTION_FAILED);
        CHECK(story(CUDA_ERROR_MISALIGNED_ADDRESS).find(which) != std::string::npos);
        CHECK_EQUAL(cuCtxSynchronize(), CUDA_ERROR_MISALIGNED_ADDRESS);
        cuCtxSetLimit(emulator::RESET_COMMAND, 0);
    };
    CHECK_EQUAL(call(4, 4, 4, R_32F, C_32F), SUCCESS);
    refused(call(2, 0, 0, R_32F, C_32F), "gemm (A) is at no multiple of 4: ");
    refused(call(0, 1, 0, R_32F, C_32F), "gemm (B) is at no multiple of 4: ");
    refused(call(0, 0, 2, R_32F, C_32F), "gemm (C) is at no multiple of 4: ");
    CHECK_EQUAL(call(2, 4, 2, R_16F, C_32F), SUCCESS);
    refused(call(1, 0, 0, R_16F, C_32F), "gemm (A) is at no multiple of 2: ");
    CHECK_EQUAL(call(8, 0, 8, R_64F, C_64F), SUCCESS);
    refused(call(4, 0, 0, R_64F, C_64F), "gemm (A) is at no multiple of 8: ");
}

TEST(products_queue_on_their_stream_and_can_be_captured) {
    Blas blas;
    Array<float> a(std::vector<float>{2}), c(std::vector<float>{1});
    turn(Setting::DEFERRED, 1);
    CHECK_EQUAL(cublasGemmEx(blas.handle, 0, 0, 1, 1, 1, &ONE, at(a.pointer), R_32F, 1, at(a.pointer), R_32F, 1, &ONE, at(c.pointer), R_32F, 1,
                             C_32F, DEFAULT), SUCCESS);
    CHECK_EQUAL(*reinterpret_cast<float*>(c.pointer), 1.0f);
    CHECK_EQUAL(c.values()[0], 5.0f);
}

TEST(without_memory_it_is_not_initialized) {
    void* handle = nullptr;
    turn(Setting::FAIL_ALLOCATION, 1);
    CHECK_EQUAL(cublasCreate_v2(&handle), NOT_INITIALIZED);
    long long live = counted(emulator::Counter::LIVE_ALLOCATIONS);
    CHECK_EQUAL(cublasCreate_v2(&handle), SUCCESS);
    CHECK_EQUAL(counted(emulator::Counter::LIVE_ALLOCATIONS), live + 1);
    CHECK_EQUAL(cublasDestroy_v2(handle), SUCCESS);
    CHECK_EQUAL(counted(emulator::Counter::LIVE_ALLOCATIONS), live);
}
