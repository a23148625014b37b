// (g − y·mean(g·y) − mean g) / √(statistic + ε), without mean g if the mean had not been subtracted. Operand 0 is g, 1 is
// y, 2 the statistic, the same along a row, and 3 the result.
extern "C" __global__ void normalize_grad(const T* g, const T* y, const Value* statistic, T* out,
        const __grid_constant__ Layout layout, Rows rows, double eps) {
    Index row;
    Offsets base;
    if (!findRow(layout, rows, row, base)) {
        return;
    }
    CompensatedSum<Value> sum;
    CompensatedSum<Value> products;
    clear(sum);
    clear(products);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Offsets at = place(layout, rows, base, i);
        Value x = widen(g[at.at[0]]);
        add(sum, x, i);
        add(products, x * widen(y[at.at[1]]), i);
    }
    mergeTeam(sum);
    mergeTeam(products);
    Value mean = CENTRED ? result(sum) / (Value)rows.length : 0;
    Value along = result(products) / (Value)rows.length;
    Value scale = 1 / op_sqrt(statistic[base.at[2]] + (Value)eps);
    for (Index i = teamRank(); i < rows.length; i += teamSize()) {
        Offsets at = place(layout, rows, base, i);
        narrow(out[at.at[3]], (widen(g[at.at[0]]) - mean - widen(y[at.at[1]]) * along) * scale);
    }
}
