// Where elements lie: row-major numbers along some axes become offsets into each of several operands. RANK and OPERANDS
// are defined by the program that includes this, Index too: int where every number and offset fits.
struct Layout {
    Index size[RANK];
    Index stride[OPERANDS][RANK];
};

struct Offsets {
    Index at[OPERANDS];
};

// Moves the offsets to position i among the axes from (inclusive) to end.
__device__ void advance(const Layout& layout, int from, int end, Index i, Offsets& offsets) {
    for (int axis = end - 1; axis >= from; axis--) {
        Index size = layout.size[axis];
        Index rest = axis > from ? i / size : 0;
        Index p = i - rest * size;
#pragma unroll
        for (int k = 0; k < OPERANDS; k++) {
            offsets.at[k] += p * layout.stride[k][axis];
        }
        i = rest;
    }
}

__device__ void start(Offsets& offsets) {
#pragma unroll
    for (int k = 0; k < OPERANDS; k++) {
        offsets.at[k] = 0;
    }
}
