// The gradient of the losses with respect to the logits.
#include "cross_entropy.cuh"

extern "C" __global__ void cross_entropy_grad(const Value* cotangent, const T* in, const long long* targets,
        const Value* logs, const Value* weights, T* out, const __grid_constant__ Layout layout, Rows rows,
        Classes classes, Fault* fault) {
    Index row;
    Offsets at;
    if (!findRow(layout, rows, row, at)) {
        return;
    }
    long long target = targets[at.at[1]];
    bool known = counts(target, classes, rows.length, fault);
    Value s = (Value)classes.smoothing;
    Value share = s / (Value)rows.length;
    Value all = (Value)rows.length;
    if (s > 0 && weights != 0) {
        Sum<Value> sum;
        clear(sum);
        for (Index k = teamRank(); k < rows.length; k += teamSize()) {
            add(sum, weights[k * classes.weightStride], k);
        }
        mergeTeam(sum);
        all = sum.sum;
    }
    Value g = known ? cotangent[at.at[2]] : 0;
    Value own = known && weights != 0 ? weights[(Index)target * classes.weightStride] : 1;
    Value total = s > 0 ? (1 - s) * own + share * all : own;
    Value log = logs[at.at[3]];
    for (Index k = teamRank(); k < rows.length; k += teamSize()) {
        Value x = widen(in[at.at[0] + k * layout.stride[0][rows.kept]]);
        Value d = op_exp(x - log) * total;
        d -= k == target ? (1 - s) * own : 0;
        d -= s > 0 ? share * (weights != 0 ? weights[k * classes.weightStride] : 1) : 0;
        narrow(out[at.at[4] + k * layout.stride[4][rows.kept]], g * d);
    }
}
