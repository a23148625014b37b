// The weights are made again from the scores and their logarithms. Rows are queries, columns keys, and the result is the
// gradient of the queries; with OF_KEYS it is the other way round, and the results are the gradients of keys and values.
// blockIdx.x is a tile of rows, blockIdx.y a head.
extern "C" __global__ void attention_grad(const T* g, const T* q, const T* k, const T* v, const Value* logs,
        const Value* deltas, const Mask* mask, T* firstGradient, T* secondGradient,
        const __grid_constant__ Layout layout, const __grid_constant__ Layout others, Heads heads, Index cotangentRow,
        Index cotangentColumn, Index logRow, Index deltaRow) {
    __shared__ Value rowScores[ROWS][D];
    __shared__ Value rowProducts[ROWS][E];
    __shared__ Value scoreColumns[TILE][D + 1];
    __shared__ Value productColumns[TILE][E + 1];
    __shared__ Value weights[ROWS][TILE];
    __shared__ Value changes[ROWS][TILE];
    Offsets at;
    start(at);
    advance(layout, 0, heads.rank, blockIdx.y, at);
    Offsets more; // of the cotangent, the logarithms and the deltas
    start(more);
    advance(others, 0, heads.rank, blockIdx.y, more);
    Index first = (Index)blockIdx.x * ROWS;
    int lane = threadIdx.x % 32;
    int warp = threadIdx.x / 32;
    Value scale = (Value)heads.scale;
#ifdef OF_KEYS
    Index rows = heads.keys;
    Index columns = heads.count;
    Index begin = heads.causal ? first / TILE * TILE : 0;
    Index end = columns;
    load(&rowScores[0][0], D, k + at.at[1], heads.keyRow, heads.keyColumn, first, ROWS, rows, D, 1);
    load(&rowProducts[0][0], E, v + at.at[2], heads.valueRow, heads.valueColumn, first, ROWS, rows, E, 1);
#else
    Index rows = heads.count;
    Index columns = heads.keys;
    Index begin = 0;
    Index end = heads.causal && first + ROWS < columns ? first + ROWS : columns;
    load(&rowScores[0][0], D, q + at.at[0], heads.queryRow, heads.queryColumn, first, ROWS, rows, D, scale);
    load(&rowProducts[0][0], E, g + more.at[0], cotangentRow, cotangentColumn, first, ROWS, rows, E, 1);
#endif
    Value ofScores[OWN][(D + 31) / 32];
    Value ofValues[OWN][(E + 31) / 32];
    for (int r = 0; r < OWN; r++) {
        for (int c = 0; c < (D + 31) / 32; c++) {
            ofScores[r][c] = 0;
        }
        for (int c = 0; c < (E + 31) / 32; c++) {
            ofValues[r][c] = 0;
        }
    }
    for (Index tile = begin; tile < end; tile += TILE) {
        __syncthreads();
#ifdef OF_KEYS
        load(&scoreColumns[0][0], D + 1, q + at.at[0], heads.queryRow, heads.queryColumn, tile, TILE, columns, D, scale);
        load(&productColumns[0][0], E + 1, g + more.at[0], cotangentRow, cotangentColumn, tile, TILE, columns, E, 1);
#else
        load(&scoreColumns[0][0], D + 1, k + at.at[1], heads.keyRow, heads.keyColumn, tile, TILE, columns, D, 1);
        load(&productColumns[0][0], E + 1, v + at.at[2], heads.valueRow, heads.valueColumn, tile, TILE, columns, E, 1);
#endif
        __syncthreads();
#pragma unroll 1
        for (int r = 0; r < OWN; r++) {
            int row = warp * OWN + r;
            Value score = 0;
            Value product = 0;
#pragma unroll 8
            for (int d = 0; d < D; d++) {
                score += rowScores[row][d] * scoreColumns[lane][d];
            }
#pragma unroll 8
            for (int e = 0; e < E; e++) {
                product += rowProducts[row][e] * productColumns[lane][e];
            }
            Value weight = 0;
            Value change = 0;
            if (first + row < rows && tile + lane < columns) {
#ifdef OF_KEYS
                Index query = tile + lane;
                Index key = first + row;
#else
                Index query = first + row;
                Index key = tile + lane;
#endif
                Value log = logs[more.at[1] + query * logRow];
                score = masked(score, mask, at.at[3], heads, query, key);
                weight = op_exp(score - (log == -INFINITE ? 0 : log));
                change = weight * (product - deltas[more.at[2] + query * deltaRow]);
            }
            weights[row][lane] = weight;
            changes[row][lane] = change;
        }
        __syncwarp();
#pragma unroll 4
        for (int j = 0; j < TILE; j++) {
            for (int c = 0; c < (D + 31) / 32; c++) {
                int d = c * 32 + lane;
                Value x = d < D ? scoreColumns[j][d] : 0;
                for (int r = 0; r < OWN; r++) {
                    ofScores[r][c] += changes[warp * OWN + r][j] * x;
                }
            }
#ifdef OF_KEYS
            for (int c = 0; c < (E + 31) / 32; c++) {
                int e = c * 32 + lane;
                Value x = e < E ? productColumns[j][e] : 0;
                for (int r = 0; r < OWN; r++) {
                    ofValues[r][c] += weights[warp * OWN + r][j] * x;
                }
            }
#endif
        }
    }
    for (int r = 0; r < OWN; r++) {
        Index row = first + warp * OWN + r;
        if (row < rows) {
            Index number = (Index)blockIdx.y * rows + row;
            for (int c = 0; c < (D + 31) / 32; c++) {
                int d = c * 32 + lane;
                if (d < D) {
#ifdef OF_KEYS
                    narrow(firstGradient[number * D + d], ofScores[r][c]);
#else
                    narrow(firstGradient[number * D + d], ofScores[r][c] * scale);
#endif
                }
            }
#ifdef OF_KEYS
            for (int c = 0; c < (E + 31) / 32; c++) {
                int e = c * 32 + lane;
                if (e < E) {
                    narrow(secondGradient[number * E + e], ofValues[r][c]);
                }
            }
#endif
        }
    }
}
