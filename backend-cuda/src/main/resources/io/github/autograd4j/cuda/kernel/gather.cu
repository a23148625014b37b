// A thread for each element picked. Operand 0 is the input, with stride 0 along the axis, operand 1 the index.
extern "C" __global__ void gather(const T* in, const long long* index, T* out, const __grid_constant__ Layout layout,
        Index count, int rank, Index size, Index stride, Fault* fault) {
    Index i = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    Offsets at;
    start(at);
    advance(layout, 0, rank, i, at);
    long long pick = index[at.at[1]];
    if (pick < 0 || pick >= size) {
        report(fault, pick, size);
        out[i] = 0;
    } else {
        out[i] = in[at.at[0] + (Index)pick * stride];
    }
}
