// Products of matrices of whole numbers, by tiles in shared memory. Element is defined by the program that includes this;
// sums wrap, so they are done unsigned.
#include "scalar.cuh"

#define TILE 16

typedef Type<Element>::Compute Number;
template <class T> struct Unsigned {
    typedef unsigned Of;
};
template <> struct Unsigned<long long> {
    typedef unsigned long long Of;
};

struct Matrix {
    long long row, column; // strides
};

__device__ Number scaled(double factor, Number x) {
    return factor == 1 ? x : (Number)cast_int64(factor * (double)x);
}

extern "C" __global__ void __launch_bounds__(TILE * TILE) matmul(const Element* a, const Element* b, Element* c, Matrix x,
        Matrix y, Matrix z, int m, int n, int k, double alpha, double beta) {
    __shared__ Number left[TILE][TILE];
    __shared__ Number right[TILE][TILE];
    int column = blockIdx.x * TILE + threadIdx.x;
    // A grid has fewer rows of blocks than a matrix may have tiles.
    for (int top = blockIdx.y; top < (m + TILE - 1) / TILE; top += gridDim.y) {
        int row = top * TILE + threadIdx.y;
        Unsigned<Number>::Of sum = 0;
        for (int first = 0; first < k; first += TILE) {
            int p = first + threadIdx.x;
            int q = first + threadIdx.y;
            left[threadIdx.y][threadIdx.x] = row < m && p < k ? (Number)widen(a[row * x.row + p * x.column]) : 0;
            right[threadIdx.y][threadIdx.x] = q < k && column < n ? (Number)widen(b[q * y.row + column * y.column]) : 0;
            __syncthreads();
            for (int i = 0; i < TILE; i++) {
                sum += (Unsigned<Number>::Of)left[threadIdx.y][i] * (Unsigned<Number>::Of)right[i][threadIdx.x];
            }
            __syncthreads();
        }
        if (row < m && column < n) {
            Element* out = c + row * z.row + column * z.column;
            Number old = beta == 0 ? 0 : scaled(beta, (Number)widen(*out));
            narrow(*out, op_add(scaled(alpha, (Number)sum), old));
        }
    }
}
