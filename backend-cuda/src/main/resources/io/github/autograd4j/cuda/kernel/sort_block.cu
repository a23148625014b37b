// Sorts tiles of up to 2048 elements in shared memory, and merges them. TILE is the tile's size, a power of 2; a block
// has TILE / 2 threads.
__device__ bool after(Key a, Index i, Key b, Index j) {
    return a > b || (a == b && i > j);
}

// Batcher's bitonic sort, a block for each tile. A row of one tile is done with that; of several, the tiles are left in
// keys and places.
extern "C" __global__ void __launch_bounds__(TILE / 2) sort_tile(const T* in, T* values, long long* indices, Key* keys,
        Index* places, const __grid_constant__ Layout layout, Row row) {
    Index tiles = (row.length + TILE - 1) / TILE;
    Index number = blockIdx.x / tiles;
    __shared__ Key tileKeys[TILE];
    __shared__ Index tilePlaces[TILE];
    Offsets at;
    start(at);
    advance(layout, 0, row.rank, number, at);
    Index first = (blockIdx.x - number * tiles) * TILE;
    Index length = row.length - first < TILE ? row.length - first : TILE;
    for (int i = threadIdx.x; i < TILE; i += blockDim.x) {
        tileKeys[i] = i < length ? key(in[at.at[0] + (first + i) * row.inStride]) : ~(Key)0;
        tilePlaces[i] = first + i; // beyond the row's end, so after everything in it
    }
    for (int run = 2; run <= TILE; run *= 2) {
        for (int distance = run / 2; distance > 0; distance /= 2) {
            __syncthreads();
            int low = 2 * threadIdx.x - (threadIdx.x & (distance - 1));
            int high = low + distance;
            bool ascending = (low & run) == 0;
            Key a = tileKeys[low];
            Key b = tileKeys[high];
            Index i = tilePlaces[low];
            Index j = tilePlaces[high];
            if (after(a, i, b, j) == ascending) {
                tileKeys[low] = b;
                tileKeys[high] = a;
                tilePlaces[low] = j;
                tilePlaces[high] = i;
            }
        }
    }
    __syncthreads();
    for (int i = threadIdx.x; i < length; i += blockDim.x) {
        if (tiles == 1) {
            write(in, values, indices, at, row, i, tilePlaces[i]);
        } else {
            keys[number * row.length + first + i] = tileKeys[i];
            places[number * row.length + first + i] = tilePlaces[i];
        }
    }
}
