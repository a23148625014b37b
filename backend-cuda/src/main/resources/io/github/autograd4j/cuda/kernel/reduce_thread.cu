// A thread for each result: for short reductions, and columns of moderate height.
extern "C" __global__ void reduce_thread(Operands in, Out* out, const __grid_constant__ Layout layout, Extent extent) {
    Index output = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (output >= extent.outputs) {
        return;
    }
    Offsets base;
    start(base);
    advance(layout, 0, extent.kept, output, base);
    Accumulator total;
    clear(total);
    accumulate(in, layout, extent, base, 0, extent.length, 1, total);
    store(out, output, result(total));
}
