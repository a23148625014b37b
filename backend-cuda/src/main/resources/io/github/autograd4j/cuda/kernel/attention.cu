// Attention without tensor cores.
#include "attention_tiles.cuh"
#include "attention_softmax.cuh"

extern "C" __global__ void __launch_bounds__(THREADS, 1) attention(const T* q, const T* k, const T* v, const Mask* mask,
        T* out, Value* logs, const __grid_constant__ Layout layout, const __grid_constant__ Heads heads) {
    alignas(16) __shared__ Shared shared;
    Head head = headOf(q, k, v, layout, heads);
    Index first = firstRow(heads, true);
    Sums<E> sums = {};
    Softmax rows;
    start(rows);
    Index end = endOfKeys(heads, first);
    for (Index tile = 0; tile < end; tile += TILE) {
        Products scores;
        multiply<D>(scores, shared, head.queries, first, head.keys, tile);
        weigh(scores, rows, sums, mask, head, heads, first, tile);
        combine<E>(sums, scores, shared, head.values, tile);
    }
    finish(sums, rows, out, logs, head, heads, first);
}
