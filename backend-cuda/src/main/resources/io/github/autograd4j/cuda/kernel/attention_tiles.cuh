// Products of tiles in registers. The threads of a block stand in GROUPS rows of LANES, half a warp each: a thread
// computes OWN rows that lie one after the other, and of the columns every LANES-th, or every LANES-th group of them.
// Operands come to shared memory in parts and are read from there in 16 bytes.
#include "attention.cuh"

#define TILE 64
#define LANES 16
#define GROUPS 8
#define THREADS (GROUPS * LANES)
#define ROWS (GROUPS * OWN)
#define OWN_ROWS OWN
#define OWN_COLUMNS (TILE / LANES)

#define WIDE (16 / (int)sizeof(Value))
#define CHUNK (8 * WIDE)
// Rows of a chunk begin 16 bytes apart modulo 128: eight threads that read eight rows meet no bank twice.
#define PITCH (CHUNK + WIDE)
#define WEIGHTS_PITCH (TILE + WIDE)

// Of both, rows begin at multiples of 16 bytes.
struct Shared {
    Value parts[(ROWS + TILE) * PITCH];
    Value weights[ROWS * WEIGHTS_PITCH];
};

// Of ROWS rows and TILE columns a thread's part.
struct Products {
    Value at[OWN_ROWS][OWN_COLUMNS];
};

__device__ __forceinline__ Value& element(Products& products, int r, int c) {
    return products.at[r][c];
}

__device__ __forceinline__ int lane() {
    return threadIdx.x % LANES;
}

// Where a thread's r-th row and c-th column are in a tile.
__device__ __forceinline__ int ownRow(int r) {
    return threadIdx.x / LANES * OWN + r;
}

__device__ __forceinline__ int ownColumn(int c) {
    return c * LANES + lane();
}

template <int N> __device__ __forceinline__ Pack<Value, N> pack(const Value* at) {
    return *(const Pack<Value, N>*)at;
}

// Brings some rows of a matrix to shared memory, of each the elements from one on.
template <int SIZE> __device__ __forceinline__ void stage(Value* to, int pitch, const Matrix& from, Index first, int rows,
        int begin, int width) {
    int pieces = width / PIECE;
#pragma unroll 2
    for (int i = threadIdx.x; i < rows * pieces; i += THREADS) {
        int row = i / pieces;
        int column = i % pieces * PIECE;
        Pack<T, PIECE> x = piece<SIZE>(from, first + row, begin + column);
#pragma unroll
        for (int j = 0; j < PIECE; j += WIDE) {
            Pack<Value, WIDE> wide;
#pragma unroll
            for (int k = 0; k < WIDE; k++) {
                wide.at[k] = widen(x.at[j + k]);
            }
            *(Pack<Value, WIDE>*)&to[row * pitch + column + j] = wide;
        }
    }
}

// Rows that are SIZE long, cut into equal parts.
template <int SIZE> struct Parts {
    static const int COUNT = (SIZE + CHUNK - 1) / CHUNK;
    static const int WIDTH = ((SIZE + COUNT - 1) / COUNT + PIECE - 1) / PIECE * PIECE;
};

// The products of ROWS rows of one matrix and TILE rows of another.
template <int SIZE> __device__ __forceinline__ void multiply(Products& products, Shared& shared, const Matrix& rows,
        Index first, const Matrix& columns, Index tile) {
    Value* others = shared.parts + ROWS * PITCH;
    products = {};
#pragma unroll 1
    for (int begin = 0; begin < SIZE; begin += Parts<SIZE>::WIDTH) {
        __syncthreads();
        stage<SIZE>(shared.parts, PITCH, rows, first, ROWS, begin, Parts<SIZE>::WIDTH);
        stage<SIZE>(others, PITCH, columns, tile, TILE, begin, Parts<SIZE>::WIDTH);
        __syncthreads();
#pragma unroll 1
        for (int i = 0; i < Parts<SIZE>::WIDTH; i += WIDE) {
            Pack<Value, WIDE> right[OWN_COLUMNS];
#pragma unroll
            for (int c = 0; c < OWN_COLUMNS; c++) {
                right[c] = pack<WIDE>(&others[ownColumn(c) * PITCH + i]);
            }
#pragma unroll
            for (int r = 0; r < OWN_ROWS; r++) {
                Pack<Value, WIDE> left = pack<WIDE>(&shared.parts[ownRow(r) * PITCH + i]);
#pragma unroll
                for (int c = 0; c < OWN_COLUMNS; c++) {
#pragma unroll
                    for (int k = 0; k < WIDE; k++) {
                        products.at[r][c] += left.at[k] * right[c].at[k];
                    }
                }
            }
        }
    }
}

// Of ROWS rows that are SIZE long a thread's part: OWNED elements of each, in groups of STEP.
template <int SIZE> struct Sums {
    static const int OWNED = (SIZE + LANES - 1) / LANES;
    static const int STEP = OWNED % 2 != 0 ? 1 : WIDE == 2 || OWNED % 4 != 0 ? 2 : 4;
    static const int WIDTH = OWNED * LANES;
    static const int ROOM = (ROWS + TILE) * PITCH / WIDTH; // for so many rows of a matrix
    static const int DEPTH = ROOM >= 64 ? 64 : ROOM >= 32 ? 32 : ROOM >= 16 ? 16 : ROOM >= 8 ? 8 : 4;

    Value at[OWN_ROWS][OWNED];
};

// Where the c-th of the elements of a thread is.
template <int SIZE> __device__ __forceinline__ int ownElement(int c) {
    const int step = Sums<SIZE>::STEP;
    return (c / step * LANES + lane()) * step + c % step;
}

template <int SIZE> __device__ __forceinline__ void scaleRow(Sums<SIZE>& sums, int r, Value factor) {
#pragma unroll
    for (int c = 0; c < Sums<SIZE>::OWNED; c++) {
        sums.at[r][c] *= factor;
    }
}

// Adds TILE rows of a matrix, weighted.
template <int SIZE> __device__ __forceinline__ void combine(Sums<SIZE>& sums, const Products& weights, Shared& shared,
        const Matrix& columns, Index tile) {
    typedef Sums<SIZE> S;
#pragma unroll
    for (int r = 0; r < OWN_ROWS; r++) {
#pragma unroll
        for (int c = 0; c < OWN_COLUMNS; c++) {
            shared.weights[ownRow(r) * WEIGHTS_PITCH + ownColumn(c)] = weights.at[r][c];
        }
    }
#pragma unroll 1
    for (int begin = 0; begin < TILE; begin += S::DEPTH) {
        __syncthreads();
        stage<SIZE>(shared.parts, S::WIDTH, columns, tile + begin, S::DEPTH, 0, S::WIDTH);
        __syncthreads();
#pragma unroll 1
        for (int j = 0; j < S::DEPTH; j += WIDE) {
            Pack<Value, WIDE> left[OWN_ROWS];
#pragma unroll
            for (int r = 0; r < OWN_ROWS; r++) {
                left[r] = pack<WIDE>(&shared.weights[ownRow(r) * WEIGHTS_PITCH + begin + j]);
            }
#pragma unroll
            for (int k = 0; k < WIDE; k++) {
#pragma unroll
                for (int c = 0; c < S::OWNED; c += S::STEP) {
                    Pack<Value, S::STEP> right =
                            pack<S::STEP>(&shared.parts[(j + k) * S::WIDTH + ownElement<SIZE>(c)]);
#pragma unroll
                    for (int r = 0; r < OWN_ROWS; r++) {
#pragma unroll
                        for (int i = 0; i < S::STEP; i++) {
                            sums.at[r][c + i] += left[r].at[k] * right.at[i];
                        }
                    }
                }
            }
        }
    }
}

// Writes a thread's r-th row.
template <int SIZE> __device__ __forceinline__ void store(T* row, const Sums<SIZE>& sums, int r) {
    typedef Sums<SIZE> S;
#pragma unroll
    for (int c = 0; c < S::OWNED; c += S::STEP) {
        Pack<T, S::STEP> group;
#pragma unroll
        for (int i = 0; i < S::STEP; i++) {
            narrow(group.at[i], sums.at[r][c + i]);
        }
        int at = ownElement<SIZE>(c);
        if (SIZE % S::STEP == 0) {
            if (at < SIZE) {
                *(Pack<T, S::STEP>*)&row[at] = group;
            }
        } else {
#pragma unroll
            for (int i = 0; i < S::STEP; i++) {
                if (at + i < SIZE) {
                    row[at + i] = group.at[i];
                }
            }
        }
    }
}
