// Matrix multiplication as cuBLAS defines it: C = alpha op(A) op(B) + beta C, columns contiguous.
#pragma once

#include <cstddef>

namespace emulator {

enum class Type { F32, F64, F16, BF16 };
size_t size_of(Type);

struct Matrix {
    const void* data;
    Type type;
    long ld;
    bool transposed;
};

struct Gemm {
    long m, n, k;
    double alpha, beta;
    Matrix a, b;
    void* c;
    Type c_type;
    long ldc;
    bool tf32;  // operands in float32 keep 10 bits of their fraction
};

/// float64 accumulates in float64, everything else in float32. Reads C only if beta is not 0.
void multiply(const Gemm& g);

}  // namespace emulator
