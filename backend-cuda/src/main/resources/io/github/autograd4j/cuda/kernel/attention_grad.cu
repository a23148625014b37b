// The gradients of attention without tensor cores.
#include "attention_tiles.cuh"
#include "attention_change.cuh"

extern "C" __global__ void __launch_bounds__(THREADS, 1) attention_grad(const T* g, const T* q, const T* k, const T* v,
        const Value* logs, const Value* deltas, const Mask* mask, T* gradient, const __grid_constant__ Layout layout,
        const __grid_constant__ Heads heads) {
    alignas(16) __shared__ Shared shared;
    Head head = headOf(q, k, v, layout, heads);
    Matrix cotangents = {g + head.at.at[4], heads.cotangent, heads.queries};
    Index first = firstRow(heads, BY_QUERY);
    Sums<RESULT> sums = {};
    Index end = BY_QUERY ? endOfKeys(heads, first) : heads.queries;
    for (Index tile = BY_QUERY ? 0 : firstQuery(heads, first); tile < end; tile += TILE) {
        Products scores;
        Products products;
        multiply<D>(scores, shared, BY_QUERY ? head.queries : head.keys, first,
                BY_QUERY ? head.keys : head.queries, tile);
        if (!OF_VALUES) {
            multiply<E>(products, shared, BY_QUERY ? cotangents : head.values, first,
                    BY_QUERY ? head.values : cotangents, tile);
        }
        change(scores, products, mask, logs, deltas, head, heads, first, tile);
        combine<RESULT>(sums, scores, shared, OF_VALUES ? cotangents : BY_QUERY ? head.keys : head.queries, tile);
    }
    finish(sums, gradient, head, heads, first);
}
