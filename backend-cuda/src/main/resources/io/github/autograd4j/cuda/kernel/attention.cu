// blockIdx.x is a tile of queries, blockIdx.y a head. The softmax runs along with the tiles: sums so far are scaled when a
// larger score comes.
extern "C" __global__ void attention(const T* q, const T* k, const T* v, const Mask* mask, T* out, Value* logs,
        const __grid_constant__ Layout layout, Heads heads) {
    __shared__ Value queries[ROWS][D];
    __shared__ Value keys[TILE][D + 1];
    __shared__ Value values[TILE][E];
    __shared__ Value weights[ROWS][TILE];
    Offsets at;
    start(at);
    advance(layout, 0, heads.rank, blockIdx.y, at);
    Index first = (Index)blockIdx.x * ROWS;
    int lane = threadIdx.x % 32;
    int warp = threadIdx.x / 32;
    load(&queries[0][0], D, q + at.at[0], heads.queryRow, heads.queryColumn, first, ROWS, heads.count, D,
            (Value)heads.scale);
    Value sums[OWN][(E + 31) / 32];
    Value max[OWN];
    Value total[OWN];
    for (int r = 0; r < OWN; r++) {
        max[r] = -INFINITE;
        total[r] = 0;
        for (int c = 0; c < (E + 31) / 32; c++) {
            sums[r][c] = 0;
        }
    }
    Index end = heads.causal && first + ROWS < heads.keys ? first + ROWS : heads.keys;
    for (Index tile = 0; tile < end; tile += TILE) {
        __syncthreads();
        load(&keys[0][0], D + 1, k + at.at[1], heads.keyRow, heads.keyColumn, tile, TILE, heads.keys, D, 1);
        load(&values[0][0], E, v + at.at[2], heads.valueRow, heads.valueColumn, tile, TILE, heads.keys, E, 1);
        __syncthreads();
        Value scores[OWN];
        for (int r = 0; r < OWN; r++) {
            scores[r] = 0;
        }
        for (int d = 0; d < D; d++) {
            Value key = keys[lane][d];
            for (int r = 0; r < OWN; r++) {
                scores[r] += queries[warp * OWN + r][d] * key;
            }
        }
        for (int r = 0; r < OWN; r++) {
            Index row = first + warp * OWN + r;
            Value score = tile + lane < heads.keys && row < heads.count
                    ? masked(scores[r], mask, at.at[3], heads, row, tile + lane)
                    : -INFINITE;
            Value larger = warpMax(score);
            larger = max[r] > larger ? max[r] : larger;
            Value shift = larger == -INFINITE ? 0 : larger;
            Value scale = op_exp(max[r] - shift);
            Value weight = op_exp(score - shift);
            total[r] = total[r] * scale + warpSum(weight);
            max[r] = larger;
            weights[warp * OWN + r][lane] = weight;
            for (int c = 0; c < (E + 31) / 32; c++) {
                sums[r][c] *= scale;
            }
        }
        __syncwarp();
        for (int j = 0; j < TILE; j++) {
            for (int c = 0; c < (E + 31) / 32; c++) {
                int e = c * 32 + lane;
                Value value = e < E ? values[j][e] : 0;
                for (int r = 0; r < OWN; r++) {
                    sums[r][c] += weights[warp * OWN + r][j] * value;
                }
            }
        }
    }
    for (int r = 0; r < OWN; r++) {
        Index row = first + warp * OWN + r;
        if (row < heads.count) {
            Index number = (Index)blockIdx.y * heads.count + row;
            bool hidden = max[r] == -INFINITE && total[r] == 0;
            for (int c = 0; c < (E + 31) / 32; c++) {
                int e = c * 32 + lane;
                if (e < E) {
                    narrow(out[number * E + e], hidden ? 0 : sums[r][c] / total[r]);
                }
            }
            if (lane == 0) {
                logs[number] = hidden ? -INFINITE : max[r] + op_log(total[r]);
            }
        }
    }
}
