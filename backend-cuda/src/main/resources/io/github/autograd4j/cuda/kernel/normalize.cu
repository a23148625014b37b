// (x − mean) / √(variance + ε) of a row at a time, in three passes over it: the mean, the variance around it, the result.
// Operand 0 is the input, operand 1 the output.
extern "C" __global__ void normalize(const T* in, T* out, Value* means, Value* variances,
        const __grid_constant__ Layout layout, Rows rows, double eps) {
    Index row;
    Offsets base;
    if (!findRow(layout, rows, row, base)) {
        return;
    }
    CompensatedSum<Value> sum;
    clear(sum);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        add(sum, widen(in[place(layout, rows, base, i).at[0]]), i);
    }
    mergeTeam(sum);
    Value mean = result(sum) / (Value)rows.length;
    clear(sum);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Value d = widen(in[place(layout, rows, base, i).at[0]]) - mean;
        add(sum, d * d, i);
    }
    mergeTeam(sum);
    Value variance = result(sum) / (Value)rows.length;
    Value scale = 1 / op_sqrt(variance + (Value)eps);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Offsets at = place(layout, rows, base, i);
        narrow(out[at.at[1]], (widen(in[at.at[0]]) - mean) * scale);
    }
    if (teamRank() == 0) {
        means[row] = mean;
        variances[row] = variance;
    }
}
