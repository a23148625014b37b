// Adds in the order of the source. Operand 0 is the target, with stride 0 along the axis, operand 1 the index, operand 2
// the source; the layout leaves the axis out, whose strides are in the line.
struct Line {
    Index count;  // how many lines
    Index length; // of each
    Index size;   // of the target along the axis
    Index targetStride;
    Index indexStride;
    Index sourceStride;
    int rank;
};

// A thread for each line along the axis.
extern "C" __global__ void scatter_line(T* target, const long long* index, const T* source,
        const __grid_constant__ Layout layout, Line line, Fault* fault) {
    Index i = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= line.count) {
        return;
    }
    Offsets at;
    start(at);
    advance(layout, 0, line.rank, i, at);
    for (Index p = 0; p < line.length; p++) {
        long long pick = index[at.at[1] + p * line.indexStride];
        if (pick < 0 || pick >= line.size) {
            report(fault, pick, line.size);
        } else {
            Index to = at.at[0] + (Index)pick * line.targetStride;
            target[to] = plus(target[to], source[at.at[2] + p * line.sourceStride]);
        }
    }
}

// A thread for each line and place of an index of one axis that has been sorted: keys in order, and where each was. The
// first of equal keys adds for all of them.
extern "C" __global__ void scatter_sorted(T* target, const long long* keys, const long long* places, const T* source,
        const __grid_constant__ Layout layout, Line line, Fault* fault) {
    Index number = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (number >= line.count * line.length) {
        return;
    }
    Index p = number / line.count;
    Index i = number - p * line.count;
    long long pick = keys[p];
    if (pick < 0 || pick >= line.size) {
        report(fault, pick, line.size);
        return;
    }
    if (p > 0 && keys[p - 1] == pick) {
        return;
    }
    Offsets at;
    start(at);
    advance(layout, 0, line.rank, i, at);
    Index to = at.at[0] + (Index)pick * line.targetStride;
    T sum = target[to];
    for (; p < line.length && keys[p] == pick; p++) {
        sum = plus(sum, source[at.at[2] + (Index)places[p] * line.sourceStride]);
    }
    target[to] = sum;
}
