// For gradients the weights are made again from the scores and their logarithms. There are three results, each in a
// launch of its own, whose rows are the rows of tiles: OF says whether keys are added up to the gradients of queries
// (0) or queries to those of keys (1), by how the scores change, or cotangents to the gradients of values (2), by the
// weights. Nobody else adds to the same rows, so the order of every sum is fixed.
#include "attention_scores.cuh"

#define BY_QUERY (OF == 0)
#define OF_VALUES (OF == 2)
#define RESULT (OF_VALUES ? E : D)

// Makes of a tile of products of queries and keys, and of cotangents and values, what weighs the rows that are added
// up.
__device__ __forceinline__ void change(Products& scores, Products& products, const Mask* mask, const Value* logs,
        const Value* deltas, const Head& head, const Heads& heads, Index first, Index tile) {
    bool all = BY_QUERY ? allVisible(heads, first, ROWS, tile, TILE) : allVisible(heads, tile, TILE, first, ROWS);
#pragma unroll
    for (int i = 0; i < (BY_QUERY ? OWN_ROWS : OWN_COLUMNS); i++) {
        Index query = BY_QUERY ? first + ownRow(i) : tile + ownColumn(i);
        bool there = query < heads.queries;
        Value log = there ? logs[head.at.at[5] + query * heads.log] : 0;
        Value delta = there && !OF_VALUES ? deltas[head.at.at[6] + query * heads.delta] : 0;
        if (MASK && log == -INFINITE) {
            log = 0; // e^(−∞ − 0) is the 0 that is wanted
        }
#pragma unroll
        for (int j = 0; j < (BY_QUERY ? OWN_COLUMNS : OWN_ROWS); j++) {
            int r = BY_QUERY ? i : j;
            int c = BY_QUERY ? j : i;
            Index key = BY_QUERY ? tile + ownColumn(c) : first + ownRow(r);
            Value& score = element(scores, r, c);
            score *= (Value)heads.scale;
            bool counts = all || (there && key < heads.keys);
            if (counts && !all) {
                score = masked(score, mask, head.at.at[3], heads, query, key);
            }
            Value weight = op_exp(score - log);
            score = !counts ? 0 : OF_VALUES ? weight : weight * (element(products, r, c) - delta);
        }
    }
}

// Writes what was added up.
__device__ __forceinline__ void finish(Sums<RESULT>& sums, T* gradient, const Head& head, const Heads& heads,
        Index first) {
    Index rows = BY_QUERY ? heads.queries : heads.keys;
#pragma unroll
    for (int r = 0; r < OWN_ROWS; r++) {
        Index row = first + ownRow(r);
        if (!OF_VALUES) {
            scaleRow<RESULT>(sums, r, (Value)heads.scale);
        }
        if (row < rows) {
            store<RESULT>(gradient + (head.number * rows + row) * RESULT, sums, r);
        }
    }
}
