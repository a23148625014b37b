// Attention with tensor cores.
#include "attention_tensor.cuh"
#include "attention_softmax.cuh"

extern "C" __global__ void __launch_bounds__(THREADS, 1) attention(const T* q, const T* k, const T* v, const Mask* mask,
        T* out, Value* logs, const __grid_constant__ Layout layout, const __grid_constant__ Heads heads) {
    alignas(16) __shared__ SharedRows<D> keys;
    alignas(16) __shared__ SharedPairs<E> values;
    Head head = headOf(q, k, v, layout, heads);
    Index first = firstRow(heads, true);
    Rows<D> queries = load<D>(head.queries, first);
    Sums<E> sums = {};
    Softmax rows;
    start(rows);
    Index end = endOfKeys(heads, first);
    for (Index tile = 0; tile < end; tile += TILE) {
        __syncthreads();
        stage(keys, head.keys, tile);
        stage(values, head.values, tile);
        __syncthreads();
        Products scores;
        multiply(scores, queries, keys);
        weigh(scores, rows, sums, mask, head, heads, first, tile);
        combine(sums, scores, values);
    }
    finish(sums, rows, out, logs, head, heads, first);
}
