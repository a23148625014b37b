// Scaled dot-product attention in tiles of 32 keys (or queries, for the gradients of keys): no matrix of scores in memory.
// A block of 4 warps takes ROWS rows, a warp ROWS / 4 of them; the 32 columns of a tile belong to the threads of the warp
// while scores are made, and the D or E elements of the rows to them while products are added up. Operands of the layout,
// along the leading axes: 0 queries, 1 keys, 2 values, 3 mask.
#define WARPS 4
#define OWN (ROWS / WARPS)
#define TILE 32

struct Heads {
    double scale;
    Index count; // of queries and keys in each head
    Index keys;
    Index queryRow, queryColumn, keyRow, keyColumn, valueRow, valueColumn, maskRow, maskColumn;
    int rank;
    int causal;
};

#define INFINITE __int_as_float(0x7f800000)

// The score of a query and a key of which the product is known; −∞ if the key is hidden.
__device__ Value masked(Value product, const Mask* mask, Index base, const Heads& heads, Index query, Index key) {
    if (heads.causal && key > query) {
        return -INFINITE;
    }
#if MASK == 1
    return widen(mask[base + query * heads.maskRow + key * heads.maskColumn]) ? product : -INFINITE;
#elif MASK == 2
    return product + widen(mask[base + query * heads.maskRow + key * heads.maskColumn]);
#else
    return product;
#endif
}

// Loads rows first … first + rows − 1 of a matrix, times a factor, to shared memory; 0 beyond the end.
__device__ void load(Value* to, int pitch, const T* from, Index rowStride, Index columnStride, Index first, int rows,
        Index end, int width, Value factor) {
    for (int i = threadIdx.x; i < rows * width; i += blockDim.x) {
        int row = i / width;
        int column = i % width;
        to[row * pitch + column] = first + row < end
                ? widen(from[(first + row) * rowStride + column * columnStride]) * factor
                : 0;
    }
}

__device__ Value warpMax(Value x) {
    for (int distance = 16; distance > 0; distance /= 2) {
        Value other = __shfl_xor_sync(0xffffffffu, x, distance);
        x = other > x ? other : x;
    }
    return x;
}

__device__ Value warpSum(Value x) {
    for (int distance = 16; distance > 0; distance /= 2) {
        x += __shfl_xor_sync(0xffffffffu, x, distance);
    }
    return x;
}
