// y·(g − Σ g·y), or g − eʸ·Σ g for the logarithm. Operand 0 is g, 1 is y, 2 the result.
extern "C" __global__ void softmax_grad(const T* g, const T* y, T* out, const __grid_constant__ Layout layout,
        Rows rows) {
    Index row;
    Offsets base;
    if (!findRow(layout, rows, row, base)) {
        return;
    }
    CompensatedSum<Value> sum;
    clear(sum);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Offsets at = place(layout, rows, base, i);
        Value x = widen(g[at.at[0]]);
        add(sum, LOG ? x : x * widen(y[at.at[1]]), i);
    }
    mergeTeam(sum);
    Value total = result(sum);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Offsets at = place(layout, rows, base, i);
        Value x = widen(g[at.at[0]]);
        Value p = widen(y[at.at[1]]);
        narrow(out[at.at[2]], LOG ? x - op_exp(p) * total : p * (x - total));
    }
}
