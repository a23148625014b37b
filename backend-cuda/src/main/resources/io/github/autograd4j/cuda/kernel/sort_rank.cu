// A thread for each element counts the elements that go before it: for short rows.
extern "C" __global__ void sort_rank(const T* in, T* values, long long* indices, const __grid_constant__ Layout layout,
        Row row) {
    Index i = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= row.count * row.length) {
        return;
    }
    Index own = i % row.length;
    Offsets at;
    start(at);
    advance(layout, 0, row.rank, i / row.length, at);
    Key mine = key(in[at.at[0] + own * row.inStride]);
    Index before = 0;
    for (Index j = 0; j < row.length; j++) {
        Key other = key(in[at.at[0] + j * row.inStride]);
        before += other < mine || (other == mine && j < own);
    }
    write(in, values, indices, at, row, before, own);
}
