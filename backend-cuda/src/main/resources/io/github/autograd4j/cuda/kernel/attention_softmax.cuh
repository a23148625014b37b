// The softmax of rows of scores that come in tiles, with what is summed up by its weights: when a larger score comes,
// sums so far are scaled. LANES neighbouring threads have a row together.
#include "attention_scores.cuh"

struct Softmax {
    Value largest[OWN_ROWS];
    Value total[OWN_ROWS]; // Σ e^(score − largest), of this thread
};

__device__ __forceinline__ void start(Softmax& rows) {
#pragma unroll
    for (int r = 0; r < OWN_ROWS; r++) {
        rows.largest[r] = -INFINITE;
        rows.total[r] = 0;
    }
}

// Makes weights of a tile of products.
__device__ __forceinline__ void weigh(Products& products, Softmax& rows, Sums<E>& sums, const Mask* mask,
        const Head& head, const Heads& heads, Index first, Index tile) {
    bool all = allVisible(heads, first, ROWS, tile, TILE);
#pragma unroll
    for (int r = 0; r < OWN_ROWS; r++) {
        Index query = first + ownRow(r);
        Value largest = rows.largest[r];
#pragma unroll
        for (int c = 0; c < OWN_COLUMNS; c++) {
            Index key = tile + ownColumn(c);
            Value& score = element(products, r, c);
            score *= (Value)heads.scale;
            if (!all) {
                bool there = query < heads.queries && key < heads.keys;
                score = there ? masked(score, mask, head.at.at[3], heads, query, key) : -INFINITE;
            }
            largest = score > largest ? score : largest;
        }
#pragma unroll
        for (int distance = LANES / 2; distance > 0; distance /= 2) {
            Value other = __shfl_xor_sync(0xffffffffu, largest, distance);
            largest = other > largest ? other : largest;
        }
        Value shift = largest == -INFINITE ? 0 : largest; // e^(−∞ − 0) is the 0 that is wanted
        Value scale = op_exp(rows.largest[r] - shift);
        Value total = rows.total[r] * scale;
#pragma unroll
        for (int c = 0; c < OWN_COLUMNS; c++) {
            Value& weight = element(products, r, c);
            weight = op_exp(weight - shift);
            total += weight;
        }
        rows.largest[r] = largest;
        rows.total[r] = total;
        scaleRow<E>(sums, r, scale);
    }
}

// Writes sums, divided by the totals, and logarithms. A row of −∞ alone gives 0 if there is a mask, else NaN.
__device__ __forceinline__ void finish(Sums<E>& sums, const Softmax& rows, T* out, Value* logs, const Head& head,
        const Heads& heads, Index first) {
#pragma unroll
    for (int r = 0; r < OWN_ROWS; r++) {
        Value total = rows.total[r];
#pragma unroll
        for (int distance = LANES / 2; distance > 0; distance /= 2) {
            total += __shfl_xor_sync(0xffffffffu, total, distance);
        }
        if (rows.largest[r] == -INFINITE && total == 0) {
            total = MASK ? 1 : __int_as_float(0x7fffffff);
        }
        scaleRow<E>(sums, r, 1 / total);
        Index query = first + ownRow(r);
        if (query < heads.queries) {
            Index number = head.number * heads.queries + query;
            store<E>(out + number * E, sums, r);
            if (lane() == 0) {
                logs[number] = rows.largest[r] + op_log(total);
            }
        }
    }
}
