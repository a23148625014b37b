// Puts elements into a target. Operand 0 is the target, with stride 0 along the axis, operand 1 the index, operand 2 the
// source.

// A thread for each element, which puts it with put(): replacing, or adding atomically.
extern "C" __global__ void scatter(T* target, const long long* index, const T* source,
        const __grid_constant__ Layout layout, Index count, int rank, Index size, Index stride, Fault* fault) {
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
    } else {
        put(target + (at.at[0] + (Index)pick * stride), source[at.at[2]]);
    }
}
