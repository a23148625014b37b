// The calls of cuBLAS: arguments checked as the real one checks them, work queued on the handle's stream.
#include <dlfcn.h>

#include <cstdint>
#include <mutex>
#include <unordered_set>

#include "../driver/services.h"
#include "gemm.h"

#define EMU_EXPORT extern "C" __attribute__((visibility("default")))

using namespace emulator;

enum cublasStatus {
    CUBLAS_STATUS_SUCCESS = 0,
    CUBLAS_STATUS_NOT_INITIALIZED = 1,
    CUBLAS_STATUS_INVALID_VALUE = 7,
    CUBLAS_STATUS_EXECUTION_FAILED = 13,
    CUBLAS_STATUS_INTERNAL_ERROR = 14,
    CUBLAS_STATUS_NOT_SUPPORTED = 15,
};

struct Handle {
    void* stream = nullptr;
    int math_mode = 0, pointer_mode = 0, atomics_mode = 0;
    void* memory = nullptr;
};

namespace {

constexpr size_t HANDLE_BYTES = 64 << 10;
enum { TRANSPOSE_MOST = 2, TF32_MATH = 3, POINTER_MODE_DEVICE = 1 };
enum Compute { C16F = 64, C16F_PEDANTIC, C64F = 70, C64F_PEDANTIC, C32F = 68, C32F_PEDANTIC, C32F_FAST_16F = 74, C32F_FAST_16BF, C32F_FAST_TF32 = 77 };

/// The handles that were created and not destroyed, by any thread.
class Handles {
  public:
    void insert(Handle* h) {
        std::lock_guard<std::mutex> guard(lock);
        alive.insert(h);
    }
    bool erase(Handle* h) {
        std::lock_guard<std::mutex> guard(lock);
        return alive.erase(h) != 0;
    }
    bool has(Handle* h) {
        std::lock_guard<std::mutex> guard(lock);
        return alive.count(h) != 0;
    }

  private:
    std::mutex lock;
    std::unordered_set<Handle*> alive;
} handles;

/// The driver is loaded before this library is used: JCuda links to it, and so would the real one's runtime.
const Services* services() {
    static const Services* s = [] {
        void* driver = dlopen("libcuda.so.1", RTLD_NOW);
        auto get = driver ? reinterpret_cast<const Services* (*)()>(dlsym(driver, "emuServices")) : nullptr;
        return get ? get() : nullptr;
    }();
    return s;
}

bool type_of(int code, Type* type) {
    switch (code) {
        case 0: *type = Type::F32; return true;
        case 1: *type = Type::F64; return true;
        case 2: *type = Type::F16; return true;
        case 14: *type = Type::BF16; return true;
        default: return false;
    }
}

/// The combinations of the table in cuBLAS' manual that are implemented.
bool supported(int compute, Type a, Type b, Type c) {
    if (a != b) return false;
    if (compute == C64F || compute == C64F_PEDANTIC) return a == Type::F64 && c == Type::F64;
    if (compute == C16F || compute == C16F_PEDANTIC) return a == Type::F16 && c == Type::F16;
    if (a == Type::F64) return false;
    if (compute == C32F || compute == C32F_PEDANTIC) return c == a || c == Type::F32;
    return compute >= C32F_FAST_16F && compute <= C32F_FAST_TF32 && a == Type::F32 && c == Type::F32;
}

/// How the matrices of a batch are found: by a stride, or by arrays of pointers in device memory.
struct Batch {
    int count;
    long long stride_a, stride_b, stride_c;
    bool pointers;
};

struct Work {
    Gemm gemm;
    Batch batch;
    int compute;
    const void *alpha, *beta;  // read when the work runs if they lie on the device
    bool scalars_on_device;

    double scalar(const void* p) const {
        if (compute == C64F || compute == C64F_PEDANTIC) return *static_cast<const double*>(p);
        if (compute == C16F || compute == C16F_PEDANTIC) return scalar16(p);
        return *static_cast<const float*>(p);
    }
    static double scalar16(const void* p);

    int run();
};

double Work::scalar16(const void* p) { 
    _Float16 h;
    __builtin_memcpy(&h, p, sizeof h);
    return static_cast<double>(static_cast<float>(h));
}

size_t extent(long rows, long columns, long ld, Type type) {
    return rows == 0 || columns == 0 ? 0 : static_cast<size_t>((columns - 1) * ld + rows) * size_of(type);
}

/// An operand must be memory of the device, and aligned to its elements.
int check(const char* who, const void* address, size_t bytes, bool writing, size_t alignment) {
    const Services& driver = *services();
    if (int r = driver.check(who, address, bytes, writing)) return r;
    return reinterpret_cast<uintptr_t>(address) % alignment ? driver.misaligned(who, address, alignment) : 0;
}

int Work::run() {
    if (scalars_on_device) {
        size_t bytes = compute == C64F || compute == C64F_PEDANTIC ? 8 : compute == C16F || compute == C16F_PEDANTIC ? 2 : 4;
        if (int r = check("gemm (alpha)", alpha, bytes, false, bytes)) return r;
        if (int r = check("gemm (beta)", beta, bytes, false, bytes)) return r;
        gemm.alpha = scalar(alpha);
        gemm.beta = scalar(beta);
    }
    for (int i = 0; i < batch.count; i++) {
        Gemm g = gemm;
        if (batch.pointers) {
            const void *a = gemm.a.data, *b = gemm.b.data, *c = gemm.c;
            size_t bytes = sizeof(void*) * static_cast<size_t>(batch.count);
            for (const void* table : {a, b, c})
                if (int r = check("gemm (pointers)", table, bytes, false, sizeof(void*))) return r;
            g.a.data = static_cast<const void* const*>(a)[i];
            g.b.data = static_cast<const void* const*>(b)[i];
            g.c = static_cast<void* const*>(c)[i];
        } else {
            g.a.data = static_cast<const char*>(g.a.data) + i * batch.stride_a * static_cast<long long>(size_of(g.a.type));
            g.b.data = static_cast<const char*>(g.b.data) + i * batch.stride_b * static_cast<long long>(size_of(g.b.type));
            g.c = static_cast<char*>(g.c) + i * batch.stride_c * static_cast<long long>(size_of(g.c_type));
        }
        long ar = g.a.transposed ? g.k : g.m, ac = g.a.transposed ? g.m : g.k;
        long br = g.b.transposed ? g.n : g.k, bc = g.b.transposed ? g.k : g.n;
        if (size_t n = extent(ar, ac, g.a.ld, g.a.type))
            if (int r = check("gemm (A)", g.a.data, n, false, size_of(g.a.type))) return r;
        if (size_t n = extent(br, bc, g.b.ld, g.b.type))
            if (int r = check("gemm (B)", g.b.data, n, false, size_of(g.b.type))) return r;
        if (int r = check("gemm (C)", g.c, extent(g.m, g.n, g.ldc, g.c_type), true, size_of(g.c_type))) return r;
        multiply(g);
    }
    return 0;
}

cublasStatus submit(Handle* h, int ta, int tb, long m, long n, long k, const void* alpha, const void* a, int at, long lda,
                    const void* b, int bt, long ldb, const void* beta, void* c, int ct, long ldc, Batch batch, int compute) {
    if (!handles.has(h)) return CUBLAS_STATUS_NOT_INITIALIZED;
    if (ta < 0 || tb < 0 || ta > TRANSPOSE_MOST || tb > TRANSPOSE_MOST || m < 0 || n < 0 || k < 0 || batch.count < 0 ||
        lda < (ta ? k : m) || ldb < (tb ? n : k) || ldc < m || lda < 1 || ldb < 1 || ldc < 1 || !alpha || !beta)
        return CUBLAS_STATUS_INVALID_VALUE;
    Work work{};
    Gemm& g = work.gemm;
    if (!type_of(at, &g.a.type) || !type_of(bt, &g.b.type) || !type_of(ct, &g.c_type)) return CUBLAS_STATUS_INVALID_VALUE;
    if (!supported(compute, g.a.type, g.b.type, g.c_type)) return CUBLAS_STATUS_NOT_SUPPORTED;
    if (m == 0 || n == 0 || batch.count == 0) return CUBLAS_STATUS_SUCCESS;
    g.m = m, g.n = n, g.k = k;
    g.a.data = a, g.a.ld = lda, g.a.transposed = ta != 0;
    g.b.data = b, g.b.ld = ldb, g.b.transposed = tb != 0;
    g.c = c, g.ldc = ldc;
    g.tf32 = compute == C32F_FAST_TF32 || (compute == C32F && h->math_mode == TF32_MATH);
    work.batch = batch;
    work.compute = compute;
    work.alpha = alpha;
    work.beta = beta;
    work.scalars_on_device = h->pointer_mode == POINTER_MODE_DEVICE;
    if (!work.scalars_on_device) {
        g.alpha = work.scalar(alpha);
        g.beta = work.scalar(beta);
    }
    if (!services()) return CUBLAS_STATUS_NOT_INITIALIZED;
    int result = services()->submit(h->stream, [](void* data) { return static_cast<Work*>(data)->run(); }, new Work(work),
                                    [](void* data) { delete static_cast<Work*>(data); });
    return result == 0 ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_EXECUTION_FAILED;
}

}  // namespace

EMU_EXPORT cublasStatus cublasCreate_v2(Handle** result) {
    if (!result) return CUBLAS_STATUS_INVALID_VALUE;
    // The real one takes memory too, and has this answer when there is none.
    void* memory = services() ? services()->allocate(HANDLE_BYTES) : nullptr;
    if (!memory) return CUBLAS_STATUS_NOT_INITIALIZED;
    handles.insert(*result = new Handle);
    (*result)->memory = memory;
    return CUBLAS_STATUS_SUCCESS;
}
EMU_EXPORT cublasStatus cublasDestroy_v2(Handle* h) {
    if (!handles.erase(h)) return CUBLAS_STATUS_NOT_INITIALIZED;
    services()->release(h->memory);
    delete h;
    return CUBLAS_STATUS_SUCCESS;
}

namespace {
template <class F>
cublasStatus with(Handle* h, F f) {
    if (!handles.has(h)) return CUBLAS_STATUS_NOT_INITIALIZED;
    f();
    return CUBLAS_STATUS_SUCCESS;
}
}  // namespace

EMU_EXPORT cublasStatus cublasSetStream_v2(Handle* h, void* s) { return with(h, [&] { h->stream = s; }); }
EMU_EXPORT cublasStatus cublasGetStream_v2(Handle* h, void** s) { return with(h, [&] { *s = h->stream; }); }
EMU_EXPORT cublasStatus cublasSetMathMode(Handle* h, int m) { return with(h, [&] { h->math_mode = m; }); }
EMU_EXPORT cublasStatus cublasGetMathMode(Handle* h, int* m) { return with(h, [&] { *m = h->math_mode; }); }
EMU_EXPORT cublasStatus cublasSetPointerMode_v2(Handle* h, int m) { return with(h, [&] { h->pointer_mode = m; }); }
EMU_EXPORT cublasStatus cublasGetPointerMode_v2(Handle* h, int* m) { return with(h, [&] { *m = h->pointer_mode; }); }
EMU_EXPORT cublasStatus cublasSetAtomicsMode(Handle* h, int m) { return with(h, [&] { h->atomics_mode = m; }); }
EMU_EXPORT cublasStatus cublasGetAtomicsMode(Handle* h, int* m) { return with(h, [&] { *m = h->atomics_mode; }); }
EMU_EXPORT cublasStatus cublasSetWorkspace_v2(Handle* h, void*, size_t) { return with(h, [] {}); }
EMU_EXPORT cublasStatus cublasGetVersion_v2(Handle*, int* v) {
    *v = EMU_CUDA_MAJOR == 12 ? 120600 : 130000;
    return CUBLAS_STATUS_SUCCESS;
}
EMU_EXPORT cublasStatus cublasGetProperty(int which, int* v) {
    const int VERSION[] = {EMU_CUDA_MAJOR, EMU_CUDA_MAJOR == 12 ? 6 : 0, 0};
    if (which < 0 || which > 2) return CUBLAS_STATUS_INVALID_VALUE;
    *v = VERSION[which];
    return CUBLAS_STATUS_SUCCESS;
}
EMU_EXPORT size_t cublasGetCudartVersion() { return EMU_CUDA_MAJOR * 1000; }
EMU_EXPORT const char* cublasGetStatusName(int s) {
    switch (s) {
        case CUBLAS_STATUS_SUCCESS: return "CUBLAS_STATUS_SUCCESS";
        case CUBLAS_STATUS_NOT_INITIALIZED: return "CUBLAS_STATUS_NOT_INITIALIZED";
        case CUBLAS_STATUS_INVALID_VALUE: return "CUBLAS_STATUS_INVALID_VALUE";
        case CUBLAS_STATUS_EXECUTION_FAILED: return "CUBLAS_STATUS_EXECUTION_FAILED";
        case CUBLAS_STATUS_INTERNAL_ERROR: return "CUBLAS_STATUS_INTERNAL_ERROR";
        case CUBLAS_STATUS_NOT_SUPPORTED: return "CUBLAS_STATUS_NOT_SUPPORTED";
        default: return "CUBLAS_STATUS_UNKNOWN";
    }
}
EMU_EXPORT const char* cublasGetStatusString(int s) { return cublasGetStatusName(s); }

EMU_EXPORT cublasStatus cublasGemmEx(Handle* h, int ta, int tb, int m, int n, int k, const void* alpha, const void* a, int at,
                                     int lda, const void* b, int bt, int ldb, const void* beta, void* c, int ct, int ldc,
                                     int compute, int) {
    return submit(h, ta, tb, m, n, k, alpha, a, at, lda, b, bt, ldb, beta, c, ct, ldc, {1, 0, 0, 0, false}, compute);
}
EMU_EXPORT cublasStatus cublasGemmStridedBatchedEx(Handle* h, int ta, int tb, int m, int n, int k, const void* alpha,
                                                   const void* a, int at, int lda, long long sa, const void* b, int bt, int ldb,
                                                   long long sb, const void* beta, void* c, int ct, int ldc, long long sc,
                                                   int count, int compute, int) {
    return submit(h, ta, tb, m, n, k, alpha, a, at, lda, b, bt, ldb, beta, c, ct, ldc, {count, sa, sb, sc, false}, compute);
}
EMU_EXPORT cublasStatus cublasGemmBatchedEx(Handle* h, int ta, int tb, int m, int n, int k, const void* alpha,
                                            const void* const* a, int at, int lda, const void* const* b, int bt, int ldb,
                                            const void* beta, void* const* c, int ct, int ldc, int count, int compute, int) {
    return submit(h, ta, tb, m, n, k, alpha, a, at, lda, b, bt, ldb, beta, const_cast<void**>(c), ct, ldc,
                  {count, 0, 0, 0, true}, compute);
}

#define TYPED_GEMM(letter, T, type, compute)                                                                              \
    EMU_EXPORT cublasStatus cublas##letter##gemm_v2(Handle* h, int ta, int tb, int m, int n, int k, const T* alpha,       \
                                                    const T* a, int lda, const T* b, int ldb, const T* beta, T* c,        \
                                                    int ldc) {                                                            \
        return cublasGemmEx(h, ta, tb, m, n, k, alpha, a, type, lda, b, type, ldb, beta, c, type, ldc, compute, -1);      \
    }                                                                                                                     \
    EMU_EXPORT cublasStatus cublas##letter##gemmStridedBatched(                                                           \
        Handle* h, int ta, int tb, int m, int n, int k, const T* alpha, const T* a, int lda, long long sa, const T* b,    \
        int ldb, long long sb, const T* beta, T* c, int ldc, long long sc, int count) {                                   \
        return cublasGemmStridedBatchedEx(h, ta, tb, m, n, k, alpha, a, type, lda, sa, b, type, ldb, sb, beta, c, type,   \
                                          ldc, sc, count, compute, -1);                                                   \
    }                                                                                                                     \
    EMU_EXPORT cublasStatus cublas##letter##gemmBatched(Handle* h, int ta, int tb, int m, int n, int k, const T* alpha,   \
                                                        const T* const* a, int lda, const T* const* b, int ldb,           \
                                                        const T* beta, T* const* c, int ldc, int count) {                 \
        return submit(h, ta, tb, m, n, k, alpha, a, type, lda, b, type, ldb, beta, const_cast<T**>(c), type, ldc,         \
                      {count, 0, 0, 0, true}, compute);                                                                   \
    }
TYPED_GEMM(S, float, 0, C32F)
TYPED_GEMM(D, double, 1, C64F)
