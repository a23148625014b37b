// The gradients of attention with tensor cores.
#include "attention_tensor.cuh"
#include "attention_change.cuh"

extern "C" __global__ void __launch_bounds__(THREADS, 1) attention_grad(const T* g, const T* q, const T* k, const T* v,
        const Value* logs, const Value* deltas, const Mask* mask, T* gradient, const __grid_constant__ Layout layout,
        const __grid_constant__ Heads heads) {
    alignas(16) __shared__ SharedRows<D> ofScores;
    alignas(16) __shared__ SharedRows<OF_VALUES ? 1 : E> ofProducts;
    alignas(16) __shared__ SharedPairs<RESULT> pairs;
    Head head = headOf(q, k, v, layout, heads);
    Matrix cotangents = {g + head.at.at[4], heads.cotangent, heads.queries};
    Index first = firstRow(heads, BY_QUERY);
    Rows<D> scoreRows = load<D>(BY_QUERY ? head.queries : head.keys, first);
#if !OF_VALUES
    Rows<E> productRows = load<E>(BY_QUERY ? cotangents : head.values, first);
#endif
    Sums<RESULT> sums = {};
    Index end = BY_QUERY ? endOfKeys(heads, first) : heads.queries;
    for (Index tile = BY_QUERY ? 0 : firstQuery(heads, first); tile < end; tile += TILE) {
        __syncthreads();
        stage(ofScores, BY_QUERY ? head.keys : head.queries, tile);
#if !OF_VALUES
        stage(ofProducts, BY_QUERY ? head.values : cotangents, tile);
#endif
        stage(pairs, OF_VALUES ? cotangents : BY_QUERY ? head.keys : head.queries, tile);
        __syncthreads();
        Products scores;
        Products products;
        multiply(scores, scoreRows, ofScores);
#if !OF_VALUES
        multiply(products, productRows, ofProducts);
#endif
        change(scores, products, mask, logs, deltas, head, heads, first, tile);
        combine(sums, scores, pairs);
    }
    finish(sums, gradient, head, heads, first);
}
