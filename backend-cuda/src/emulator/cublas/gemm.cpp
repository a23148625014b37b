#include "gemm.h"

#include <cstdint>
#include <vector>

#define EMU_DEVICE static inline __attribute__((unused))
#include "../device/bits.h"
#include "../device/half.h"

namespace emulator {
namespace {

constexpr long ROWS = 16, COLUMNS = 4;  // of the tile that stays in registers

double load(const void* p, long i, Type type) {
    switch (type) {
        case Type::F64: return static_cast<const double*>(p)[i];
        case Type::F16: return emu_half_to_float(static_cast<const uint16_t*>(p)[i]);
        case Type::BF16: return emu_bfloat16_to_float(static_cast<const uint16_t*>(p)[i]);
        default: return static_cast<const float*>(p)[i];
    }
}

void store(void* p, long i, Type type, double value) {
    switch (type) {
        case Type::F64: static_cast<double*>(p)[i] = value; break;
        case Type::F16: static_cast<uint16_t*>(p)[i] = emu_float_to_half(static_cast<float>(value)); break;
        case Type::BF16: static_cast<uint16_t*>(p)[i] = emu_float_to_bfloat16(static_cast<float>(value)); break;
        default: static_cast<float*>(p)[i] = static_cast<float>(value);
    }
}

template <class T>
T operand(const Matrix& x, long row, long column, bool tf32) {
    double v = load(x.data, x.transposed ? column + row * x.ld : row + column * x.ld, x.type);
    return tf32 && x.type == Type::F32 ? static_cast<T>(emu_float_to_tf32(static_cast<float>(v))) : static_cast<T>(v);
}

/// One tile of op(A) op(B): a holds ROWS numbers per step of k, b holds COLUMNS.
template <class T>
#if defined(__x86_64__)
__attribute__((target_clones("arch=x86-64-v3", "default")))
#endif
void tile(long k, const T* a, const T* b, T* result) {
    T sum[COLUMNS][ROWS] = {};
    for (long p = 0; p < k; p++)
        for (long j = 0; j < COLUMNS; j++)
            for (long i = 0; i < ROWS; i++) sum[j][i] += a[p * ROWS + i] * b[p * COLUMNS + j];
    for (long j = 0; j < COLUMNS; j++)
        for (long i = 0; i < ROWS; i++) result[j * ROWS + i] = sum[j][i];
}

template <class T>
void multiply_in(const Gemm& g) {
    long row_tiles = (g.m + ROWS - 1) / ROWS;
    std::vector<T> a(static_cast<size_t>(row_tiles * ROWS * g.k)), b(static_cast<size_t>(COLUMNS * g.k));
    for (long i = 0; i < g.m; i++)
        for (long p = 0; p < g.k; p++)
            a[static_cast<size_t>((i / ROWS * g.k + p) * ROWS + i % ROWS)] = operand<T>(g.a, i, p, g.tf32);
    T result[ROWS * COLUMNS];
    for (long j = 0; j < g.n; j += COLUMNS) {
        for (long p = 0; p < g.k; p++)
            for (long q = 0; q < COLUMNS; q++)
                b[static_cast<size_t>(p * COLUMNS + q)] = j + q < g.n ? operand<T>(g.b, p, j + q, g.tf32) : T{};
        for (long t = 0; t < row_tiles; t++) {
            tile<T>(g.k, a.data() + t * ROWS * g.k, b.data(), result);
            for (long q = 0; q < COLUMNS && j + q < g.n; q++)
                for (long i = t * ROWS; i < g.m && i < (t + 1) * ROWS; i++) {
                    long at = i + (j + q) * g.ldc;
                    T value = static_cast<T>(g.alpha) * result[q * ROWS + i - t * ROWS];
                    if (g.beta != 0) value += static_cast<T>(g.beta) * static_cast<T>(load(g.c, at, g.c_type));
                    store(g.c, at, g.c_type, value);
                }
        }
    }
}

}  // namespace

size_t size_of(Type type) {
    return type == Type::F64 ? 8 : type == Type::F32 ? 4 : 2;
}

void multiply(const Gemm& g) {
    if (g.c_type == Type::F64) multiply_in<double>(g);
    else multiply_in<float>(g);
}

}  // namespace emulator
