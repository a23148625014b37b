// Softmax, or its logarithm, along one axis. Operand 0 is the input, operand 1 the output.
extern "C" __global__ void softmax(const T* in, T* out, const __grid_constant__ Layout layout, Rows rows) {
    Index row;
    Offsets at;
    if (!findRow(layout, rows, row, at)) {
        return;
    }
    Index inStride = layout.stride[0][rows.kept];
    Index outStride = layout.stride[1][rows.kept];
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
