// A block or several for each result, or for 32 results side by side. With several (gridDim.y > 1), each leaves what it
// accumulated in partial[y][result], to be merged by reduce_finish: no atomics, so the same result each time.
__device__ void finish(Accumulator& total, Out* out, Accumulator* partial, Index output, Index outputs) {
    if (gridDim.y > 1) {
        partial[(Index)blockIdx.y * outputs + output] = total;
    } else {
        store(out, output, result(total));
    }
}

__device__ Index firstOf(const Extent& extent) {
    return (Index)blockIdx.y * extent.chunk;
}

__device__ Index lastOf(const Extent& extent) {
    Index rest = extent.length - firstOf(extent);
    return firstOf(extent) + (rest < extent.chunk ? rest : extent.chunk);
}

// A warp for each result: blockDim is (32, results).
extern "C" __global__ void reduce_warp(Operands in, Out* out, Accumulator* partial,
        const __grid_constant__ Layout layout, Extent extent) {
    Index output = (Index)blockIdx.x * blockDim.y + threadIdx.y;
    if (output >= extent.outputs) {
        return;
    }
    Offsets base;
    start(base);
    advance(layout, 0, extent.kept, output, base);
    Accumulator total;
    clear(total);
    accumulateRow(in, layout, extent, base, firstOf(extent), lastOf(extent), threadIdx.x, 32, total);
    mergeWarp(total);
    if (threadIdx.x == 0) {
        finish(total, out, partial, output, extent.outputs);
    }
}

// A block of up to 1024 threads, a multiple of 32, for each result.
extern "C" __global__ void reduce_block(Operands in, Out* out, Accumulator* partial,
        const __grid_constant__ Layout layout, Extent extent) {
    __shared__ Accumulator warps[32];
    Index output = blockIdx.x;
    Offsets base;
    start(base);
    advance(layout, 0, extent.kept, output, base);
    Accumulator total;
    clear(total);
    accumulateRow(in, layout, extent, base, firstOf(extent), lastOf(extent), threadIdx.x, blockDim.x, total);
    mergeWarp(total);
    if (threadIdx.x % 32 == 0) {
        warps[threadIdx.x / 32] = total;
    }
    __syncthreads();
    if (threadIdx.x < 32) {
        clear(total);
        if (threadIdx.x < blockDim.x / 32) {
            total = warps[threadIdx.x];
        }
        mergeWarp(total);
        if (threadIdx.x == 0) {
            finish(total, out, partial, output, extent.outputs);
        }
    }
}

// 32 results side by side, where neighbours in memory belong to neighbouring results: blockDim is (32, up to 16).
extern "C" __global__ void __launch_bounds__(512) reduce_column(Operands in, Out* out, Accumulator* partial,
        const __grid_constant__ Layout layout, Extent extent) {
    __shared__ Accumulator parts[32][32];
    Index output = (Index)blockIdx.x * 32 + threadIdx.x;
    Accumulator total;
    clear(total);
    if (output < extent.outputs) {
        Offsets base;
        start(base);
        advance(layout, 0, extent.kept, output, base);
        accumulate(in, layout, extent, base, firstOf(extent) + threadIdx.y, lastOf(extent), blockDim.y, total);
    }
    parts[threadIdx.y][threadIdx.x] = total;
    for (int half = blockDim.y / 2; half > 0; half /= 2) {
        __syncthreads();
        if (threadIdx.y < half) {
            merge(parts[threadIdx.y][threadIdx.x], parts[threadIdx.y + half][threadIdx.x]);
        }
    }
    if (threadIdx.y == 0 && output < extent.outputs) {
        finish(parts[0][threadIdx.x], out, partial, output, extent.outputs);
    }
}

// The second stage: a warp for each result merges what the blocks left.
extern "C" __global__ void reduce_finish(Out* out, const Accumulator* partial, Index outputs, Index blocks) {
    Index output = (Index)blockIdx.x * blockDim.y + threadIdx.y;
    if (output >= outputs) {
        return;
    }
    Accumulator total;
    clear(total);
    for (Index i = threadIdx.x; i < blocks; i += 32) {
        merge(total, partial[i * outputs + output]);
    }
    mergeWarp(total);
    if (threadIdx.x == 0) {
        store(out, output, result(total));
    }
}
