// Products of tiles by tensor cores. A warp takes OWN strips of 16 rows, STRIP rows apart, and keeps them in registers;
// columns come to shared memory as tensor cores want them: those that scores are made of with two neighbours of a row
// in a word, those that are added up with two neighbours of a column.
#include "attention.cuh"
#include "mma.cuh"

#define THREADS 128
#define STRIP 64
#define ROWS (STRIP * OWN)
#ifdef OF
#define TILE 32
#else
#define TILE 64
#endif
#define LANES 4
#define OWN_ROWS (2 * OWN)
#define OWN_COLUMNS (TILE / 4)

#define EIGHTS(size) (((size) + 7) / 8)
#define SIXTEENS(size) (((size) + 15) / 16)
// Words from one row to the next: 4 or 8 more than a multiple of 8 or 16, so that no two threads of a warp meet in a
// bank.
#define ROW_PITCH(size) (SIXTEENS(size) * 8 + 4)
#define PAIR_PITCH(size) (SIXTEENS(size) * 16 + 8)

template <int SIZE> struct SharedRows {
    unsigned at[TILE * ROW_PITCH(SIZE)];
};

template <int SIZE> struct SharedPairs {
    unsigned at[TILE / 2 * PAIR_PITCH(SIZE)];
};

// Of ROWS rows that are SIZE long a warp's part, as the left factor of products.
template <int SIZE> struct Rows {
    unsigned at[OWN][SIXTEENS(SIZE)][4];
};

// Of ROWS rows and TILE columns a thread's part.
struct Products {
    float at[OWN][TILE / 8][4];
};

__device__ __forceinline__ float& element(Products& products, int r, int c) {
    return products.at[r / 2][c / 2][r % 2 * 2 + c % 2];
}

__device__ __forceinline__ int groupOfFour() {
    return threadIdx.x % 32 / 4;
}

__device__ __forceinline__ int lane() {
    return threadIdx.x % LANES;
}

// Where a thread's r-th row and c-th column are in a tile.
__device__ __forceinline__ int ownRow(int r) {
    return r / 2 * STRIP + threadIdx.x / 32 * 16 + r % 2 * 8 + groupOfFour();
}

__device__ __forceinline__ int ownColumn(int c) {
    return c / 2 * 8 + lane() * 2 + c % 2;
}

template <int SIZE> __device__ __forceinline__ unsigned word(const Matrix& from, Index row, int column) {
#if ALIGNED
    return row < from.rows && column < SIZE ? *(const unsigned*)(from.at + row * from.stride.row + column) : 0;
#else
    const T* at = from.at + row * from.stride.row + column * from.stride.column;
    return bothOf(row < from.rows && column < SIZE ? at->bits : 0,
            row < from.rows && column + 1 < SIZE ? at[from.stride.column].bits : 0);
#endif
}

template <int SIZE> __device__ __forceinline__ Rows<SIZE> load(const Matrix& from, Index first) {
    Rows<SIZE> rows;
#pragma unroll
    for (int strip = 0; strip < OWN; strip++) {
#pragma unroll
        for (int s = 0; s < SIXTEENS(SIZE); s++) {
#pragma unroll
            for (int i = 0; i < 4; i++) {
                rows.at[strip][s][i] =
                        word<SIZE>(from, first + ownRow(strip * 2 + i % 2), s * 16 + i / 2 * 8 + lane() * 2);
            }
        }
    }
    return rows;
}

template <int SIZE> __device__ __forceinline__ void stage(SharedRows<SIZE>& to, const Matrix& from, Index first) {
    const int pieces = SIXTEENS(SIZE) * 2;
#pragma unroll 2
    for (int i = threadIdx.x; i < TILE * pieces; i += THREADS) {
        int row = i / pieces;
        int at = i % pieces;
        *(Pack<T, PIECE>*)&to.at[row * ROW_PITCH(SIZE) + at * 4] = piece<SIZE>(from, first + row, at * PIECE);
    }
}

template <int SIZE> __device__ __forceinline__ void stage(SharedPairs<SIZE>& to, const Matrix& from, Index first) {
    const int pieces = EIGHTS(SIZE);
#pragma unroll 2
    for (int i = threadIdx.x; i < TILE / 2 * pieces; i += THREADS) {
        int pair = i / pieces;
        int at = i % pieces * PIECE;
        Pack<T, PIECE> upper = piece<SIZE>(from, first + pair * 2, at);
        Pack<T, PIECE> lower = piece<SIZE>(from, first + pair * 2 + 1, at);
#pragma unroll
        for (int j = 0; j < PIECE; j += 4) {
            Pack<unsigned, 4> words;
#pragma unroll
            for (int k = 0; k < 4; k++) {
                words.at[k] = bothOf(upper.at[j + k].bits, lower.at[j + k].bits);
            }
            *(Pack<unsigned, 4>*)&to.at[pair * PAIR_PITCH(SIZE) + at + j] = words;
        }
    }
}

// The products of ROWS rows and TILE others.
template <int SIZE> __device__ __forceinline__ void multiply(Products& products, const Rows<SIZE>& rows,
        const SharedRows<SIZE>& columns) {
    products = {};
#pragma unroll
    for (int c = 0; c < TILE / 8; c++) {
#pragma unroll
        for (int s = 0; s < SIXTEENS(SIZE); s++) {
            const unsigned* at = columns.at + (c * 8 + groupOfFour()) * ROW_PITCH(SIZE) + s * 8 + lane();
            unsigned column[2] = {at[0], at[4]};
#pragma unroll
            for (int strip = 0; strip < OWN; strip++) {
                multiplyAdd(products.at[strip][c], rows.at[strip][s], column, T());
            }
        }
    }
}

// Of ROWS rows that are SIZE long a thread's part.
template <int SIZE> struct Sums {
    float at[OWN][EIGHTS(SIZE)][4];
};

template <int SIZE> __device__ __forceinline__ void scaleRow(Sums<SIZE>& sums, int r, float factor) {
#pragma unroll
    for (int c = 0; c < EIGHTS(SIZE); c++) {
        sums.at[r / 2][c][r % 2 * 2] *= factor;
        sums.at[r / 2][c][r % 2 * 2 + 1] *= factor;
    }
}

// Adds TILE rows, weighted; weights are rounded to the type of the elements.
template <int SIZE> __device__ __forceinline__ void combine(Sums<SIZE>& sums, const Products& weights,
        const SharedPairs<SIZE>& columns) {
#pragma unroll
    for (int s = 0; s < TILE / 16; s++) {
        unsigned rows[OWN][4];
#pragma unroll
        for (int strip = 0; strip < OWN; strip++) {
#pragma unroll
            for (int i = 0; i < 4; i++) {
                const float* two = &weights.at[strip][s * 2 + i / 2][i % 2 * 2];
                rows[strip][i] = rounded(two[0], two[1], T());
            }
        }
#pragma unroll
        for (int c = 0; c < EIGHTS(SIZE); c++) {
            const unsigned* at = columns.at + (s * 8 + lane()) * PAIR_PITCH(SIZE) + c * 8 + groupOfFour();
            unsigned column[2] = {at[0], at[4 * PAIR_PITCH(SIZE)]};
#pragma unroll
            for (int strip = 0; strip < OWN; strip++) {
                multiplyAdd(sums.at[strip][c], rows[strip], column, T());
            }
        }
    }
}

// Writes a thread's r-th row.
template <int SIZE> __device__ __forceinline__ void store(T* row, const Sums<SIZE>& sums, int r) {
#pragma unroll
    for (int c = 0; c < EIGHTS(SIZE); c++) {
        int at = ownColumn(c * 2);
        const float* two = &sums.at[r / 2][c][r % 2 * 2];
        if (SIZE % 2 == 0) {
            if (at < SIZE) {
                *(unsigned*)&row[at] = rounded(two[0], two[1], T());
            }
        } else {
#pragma unroll
            for (int i = 0; i < 2; i++) {
                if (at + i < SIZE) {
                    narrow(row[at + i], two[i]);
                }
            }
        }
    }
}
