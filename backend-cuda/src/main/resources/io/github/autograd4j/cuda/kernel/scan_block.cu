// A block, or several, for each row. With several, scan_totals leaves what each chunk accumulates in carries[row][chunk],
// scan_carries turns that into what goes before each chunk, and scan_block starts from there.
extern "C" __global__ void scan_totals(const In* in, Accumulator* carries, const __grid_constant__ Layout layout,
        Extent extent) {
    __shared__ Accumulator warps[32];
    Offsets at;
    start(at);
    advance(layout, 0, extent.rank, blockIdx.x, at);
    Index first = (Index)blockIdx.y * extent.chunk;
    Index last = extent.length - first < extent.chunk ? extent.length : first + extent.chunk;
    Accumulator total;
    clear(total);
    for (Index i = first + threadIdx.x; i < last; i += blockDim.x) {
        add(total, widen(in[at.at[0] + i * extent.inStride]), i);
    }
    mergeWarp(total);
    if (threadIdx.x % 32 == 0) {
        warps[threadIdx.x / 32] = total;
    }
    __syncthreads();
    if (threadIdx.x == 0) {
        for (int warp = 1; warp < blockDim.x / 32; warp++) {
            merge(total, warps[warp]);
        }
        carries[(Index)blockIdx.x * gridDim.y + blockIdx.y] = total;
    }
}

extern "C" __global__ void scan_carries(Accumulator* carries, Index rows, Index chunks) {
    Index row = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (row >= rows) {
        return;
    }
    Accumulator before;
    clear(before);
    for (Index chunk = 0; chunk < chunks; chunk++) {
        Accumulator own = carries[row * chunks + chunk];
        carries[row * chunks + chunk] = before;
        merge(before, own);
    }
}

extern "C" __global__ void scan_block(const In* in, Out* out, const Accumulator* carries,
        const __grid_constant__ Layout layout, Extent extent) {
    __shared__ Accumulator warps[32];
    Offsets at;
    start(at);
    advance(layout, 0, extent.rank, blockIdx.x, at);
    Index begin = (Index)blockIdx.y * extent.chunk;
    Index end = extent.length - begin < extent.chunk ? extent.length : begin + extent.chunk;
    int lane = threadIdx.x % 32;
    int warp = threadIdx.x / 32;
    Accumulator carry;
    clear(carry);
    if (gridDim.y > 1) {
        carry = carries[(Index)blockIdx.x * gridDim.y + blockIdx.y];
    }
    for (Index tile = begin; tile < end; tile += 4 * blockDim.x) {
        Index first = tile + 4 * threadIdx.x;
        Accumulator running[4];
        Accumulator total;
        clear(total);
#pragma unroll
        for (int u = 0; u < 4; u++) {
            if (first + u < end) {
                add(total, widen(in[at.at[0] + (first + u) * extent.inStride]), first + u);
            }
            running[u] = total;
        }
#pragma unroll
        for (int distance = 1; distance < 32; distance *= 2) {
            Accumulator lower = shuffleUp(total, distance);
            if (lane >= distance) {
                merge(lower, total);
                total = lower;
            }
        }
        Accumulator before = shuffleUp(total, 1);
        if (lane == 31) {
            warps[warp] = total;
        }
        __syncthreads();
        Accumulator prefix = carry;
        for (int w = 0; w < blockDim.x / 32; w++) {
            if (w < warp) {
                merge(prefix, warps[w]);
            }
            merge(carry, warps[w]);
        }
        if (lane > 0) {
            merge(prefix, before);
        }
#pragma unroll
        for (int u = 0; u < 4; u++) {
            if (first + u < end) {
                Accumulator here = prefix;
                merge(here, running[u]);
                store(out, at.at[1] + (first + u) * extent.outStride, result(here));
            }
        }
        __syncthreads();
    }
}
