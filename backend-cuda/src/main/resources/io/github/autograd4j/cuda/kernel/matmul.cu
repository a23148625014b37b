// Products of stacks of matrices of whole numbers, by tiles in shared memory. The program that includes this defines
// Element and a layout of the leading axes of the three operands; sums wrap, so they are done unsigned.
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
        Matrix y, Matrix z, int m, int n, int k, double alpha, double beta, const __grid_constant__ Layout layout,
        Index batch, int rank) {
    __shared__ Number left[TILE][TILE];
    __shared__ Number right[TILE][TILE];
    int column = blockIdx.x * TILE + threadIdx.x;
    // A grid has fewer layers and fewer rows of blocks than there may be matrices and tiles.
    for (Index matrix = blockIdx.z; matrix < batch; matrix += gridDim.z) {
        Offsets at;
        start(at);
        advance(layout, 0, rank, matrix, at);
        const Element* p = a + at.at[0];
        const Element* q = b + at.at[1];
        for (int top = blockIdx.y; top < (m + TILE - 1) / TILE; top += gridDim.y) {
            int row = top * TILE + threadIdx.y;
            Unsigned<Number>::Of sum = 0;
            for (int first = 0; first < k; first += TILE) {
                int i = first + threadIdx.x;
                int j = first + threadIdx.y;
                left[threadIdx.y][threadIdx.x] = row < m && i < k ? (Number)widen(p[row * x.row + i * x.column]) : 0;
                right[threadIdx.y][threadIdx.x] =
                        j < k && column < n ? (Number)widen(q[j * y.row + column * y.column]) : 0;
                __syncthreads();
                for (int t = 0; t < TILE; t++) {
                    sum += (Unsigned<Number>::Of)left[threadIdx.y][t] * (Unsigned<Number>::Of)right[t][threadIdx.x];
                }
                __syncthreads();
            }
            if (row < m && column < n) {
                Element* out = c + at.at[2] + row * z.row + column * z.column;
                Number old = beta == 0 ? 0 : scaled(beta, (Number)widen(*out));
                narrow(*out, op_add(scaled(alpha, (Number)sum), old));
            }
        }
    }
}
