// The operands of scaled dot-product attention and of its gradient. D is the size of a query and of a key, E that of a
// value. Operands of the layout, along the leading axes: 0 queries, 1 keys, 2 values, 3 mask; for gradients also 4
// cotangent, 5 logarithms, 6 deltas.
struct Strides {
    Index row, column;
};

struct Heads {
    double scale;
    Index queries, keys; // of each head
    Strides query, key, value, mask, cotangent;
    Index log, delta; // strides
    Index tiles; // of rows of each head; a block takes one
    int rank;
    int causal;
};

// One head's part of an operand.
struct Matrix {
    const T* at;
    Strides stride;
    Index rows;
};

struct Head {
    Index number;
    Offsets at;
    Matrix queries, keys, values;
};

__device__ __forceinline__ Head headOf(const T* q, const T* k, const T* v, const Layout& layout, const Heads& heads) {
    Head head;
    head.number = blockIdx.x / heads.tiles;
    start(head.at);
    advance(layout, 0, heads.rank, head.number, head.at);
    head.queries = {q + head.at.at[0], heads.query, heads.queries};
    head.keys = {k + head.at.at[1], heads.key, heads.keys};
    head.values = {v + head.at.at[2], heads.value, heads.keys};
    return head;
}

// Elements of 16 bytes.
#define PIECE (16 / (int)sizeof(T))

// Some of them, side by side in a row, 0 beyond the ends of the matrix. ALIGNED says that every row of every operand
// begins at a multiple of 16 bytes and has a multiple of as many.
template <int SIZE> __device__ __forceinline__ Pack<T, PIECE> piece(const Matrix& from, Index row, int column) {
    Pack<T, PIECE> result = {};
    if (row < from.rows) {
#if ALIGNED
        if (column < SIZE) {
            result = *(const Pack<T, PIECE>*)(from.at + row * from.stride.row + column);
        }
#else
#pragma unroll
        for (int i = 0; i < PIECE; i++) {
            if (column + i < SIZE) {
                result.at[i] = from.at[row * from.stride.row + (column + i) * from.stride.column];
            }
        }
#endif
    }
    return result;
}
