// Elements are sorted by keys, unsigned numbers in the order of the elements, and of equal keys by position. Operand 0 is
// the input, operand 1 the values, operand 2 the indices; rows lie along the layout's axes.
struct Row {
    Index length;
    Index count; // how many rows
    Index inStride;
    Index valueStride;
    Index indexStride;
    int rank;
};

__device__ void write(const T* in, T* values, long long* indices, const Offsets& at, const Row& row, Index to,
        Index from) {
    values[at.at[1] + to * row.valueStride] = in[at.at[0] + from * row.inStride];
    indices[at.at[2] + to * row.indexStride] = from;
}
