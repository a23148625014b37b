// The losses, ln Σ eˣ, and the weights of the targets.
#include "cross_entropy.cuh"

extern "C" __global__ void cross_entropy(const T* in, const long long* targets, const Value* weights, Value* losses,
        Value* logs, Value* ownWeights, const __grid_constant__ Layout layout, Rows rows, Classes classes,
        Fault* fault) {
    Index row;
    Offsets at;
    if (!findRow(layout, rows, row, at)) {
        return;
    }
    Index stride = layout.stride[0][rows.kept];
    ExpSum<Value> total;
    clear(total);
    for (Index k = teamRank(); k < rows.length; k += teamSize()) {
        add(total, widen(in[at.at[0] + k * stride]), k);
    }
    mergeTeam(total);
    Value log = op_log(total.sum);
    Value s = (Value)classes.smoothing;
    Sum<Value> even;
    clear(even);
    if (s > 0) {
        for (Index k = teamRank(); k < rows.length; k += teamSize()) {
            Value x = widen(in[at.at[0] + k * stride]);
            add(even, (log - (x - total.max)) * (weights != 0 ? weights[k * classes.weightStride] : 1), k);
        }
        mergeTeam(even);
    }
    if (teamRank() != 0) {
        return;
    }
    long long target = targets[at.at[1]];
    bool known = counts(target, classes, rows.length, fault);
    Value own = known && weights != 0 ? weights[(Index)target * classes.weightStride] : 1;
    Value loss = 0;
    if (known) {
        loss = (log - (widen(in[at.at[0] + (Index)target * stride]) - total.max)) * own;
        loss = s > 0 ? loss * (1 - s) + even.sum * (s / (Value)rows.length) : loss;
    }
    losses[row] = loss;
    logs[row] = total.max + log;
    ownWeights[row] = known ? own : 0;
}
