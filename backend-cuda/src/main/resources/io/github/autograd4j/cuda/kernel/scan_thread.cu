// A thread for each row, whatever its strides: for short rows, and for many side by side.
extern "C" __global__ void scan_thread(const In* in, Out* out, const __grid_constant__ Layout layout, Extent extent) {
    Index row = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (row >= extent.rows) {
        return;
    }
    Offsets at;
    start(at);
    advance(layout, 0, extent.rank, row, at);
    Accumulator total;
    clear(total);
    for (Index i = 0; i < extent.length; i++) {
        add(total, widen(in[at.at[0] + i * extent.inStride]), i);
        store(out, at.at[1] + i * extent.outStride, result(total));
    }
}
