// Operand 0 is the input, operand 1 the output; the layout's first axes are those of rows, the last is that of a row.
struct Rows {
    Index count;
    Index length;
    int rank; // of the axes of rows
};

extern "C" __global__ void softmax(const T* in, T* out, const __grid_constant__ Layout layout, Rows rows) {
    Index row = teamRow();
    if (row >= rows.count) {
        return;
    }
    Offsets at;
    start(at);
    advance(layout, 0, rows.rank, row, at);
    Index inStride = layout.stride[0][rows.rank];
    Index outStride = layout.stride[1][rows.rank];
    ExpSum<Value> total;
    clear(total);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        add(total, widen(in[at.at[0] + i * inStride]), i);
    }
    mergeTeam(total);
    Value log = op_log(total.sum);
    Value scale = 1 / total.sum;
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Value x = widen(in[at.at[0] + i * inStride]) - total.max;
        narrow(out[at.at[1] + i * outStride], LOG ? x - log : op_exp(x) * scale);
    }
}
