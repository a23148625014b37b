// x / √(mean of squares + ε). Operand 0 is the input, operand 1 the output.
extern "C" __global__ void rms_normalize(const T* in, T* out, Value* squares, const __grid_constant__ Layout layout,
        Rows rows, double eps) {
    Index row;
    Offsets base;
    if (!findRow(layout, rows, row, base)) {
        return;
    }
    CompensatedSum<Value> sum;
    clear(sum);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Value x = widen(in[place(layout, rows, base, i).at[0]]);
        add(sum, x * x, i);
    }
    mergeTeam(sum);
    Value square = result(sum) / (Value)rows.length;
    Value scale = 1 / op_sqrt(square + (Value)eps);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Offsets at = place(layout, rows, base, i);
        narrow(out[at.at[1]], widen(in[at.at[0]]) * scale);
    }
    if (teamRank() == 0) {
        squares[row] = square;
    }
}
