// The threads that work on one row: one (TEAM 1), a warp (TEAM 32; blockDim is (32, rows)), or a block (TEAM 0).
__device__ Index teamRow() {
#if TEAM == 1
    return (Index)blockIdx.x * blockDim.x + threadIdx.x;
#elif TEAM == 32
    return (Index)blockIdx.x * blockDim.y + threadIdx.y;
#else
    return blockIdx.x;
#endif
}

__device__ int teamSize() {
    return TEAM == 0 ? blockDim.x : TEAM;
}

__device__ int teamRank() {
    return TEAM == 1 ? 0 : threadIdx.x;
}

// Gives every thread of the team what all of them accumulated.
template <class A> __device__ void mergeTeam(A& a) {
#if TEAM != 1
#pragma unroll
    for (int distance = 16; distance > 0; distance /= 2) {
        A other = shuffleXor(a, distance);
        merge(a, other);
    }
#endif
#if TEAM == 0
    __shared__ A warps[32];
    __syncthreads(); // what an earlier call left there has been read
    if (threadIdx.x % 32 == 0) {
        warps[threadIdx.x / 32] = a;
    }
    __syncthreads();
    a = warps[0];
    for (int warp = 1; warp < blockDim.x / 32; warp++) {
        merge(a, warps[warp]);
    }
#endif
}
