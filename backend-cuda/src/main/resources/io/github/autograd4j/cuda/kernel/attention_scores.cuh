// Which queries and keys meet, and their scores. A block takes ROWS rows of one head and goes through its columns, TILE
// at a time. Rows are queries and columns are keys; for the gradients of keys and values it is the other way round.
#define INFINITE __int_as_float(0x7f800000)

// The first row of a block. Under a causal mask later queries have more to do, and begin first.
__device__ Index firstRow(const Heads& heads, bool byQuery) {
    Index tile = blockIdx.x % heads.tiles;
    return (byQuery ? heads.tiles - 1 - tile : tile) * ROWS;
}

// Where the keys end that a block of queries sees.
__device__ Index endOfKeys(const Heads& heads, Index first) {
    return heads.causal && first + ROWS < heads.keys ? first + ROWS : heads.keys;
}

// The tile of queries where those begin that see a block of keys.
__device__ Index firstQuery(const Heads& heads, Index first) {
    return heads.causal ? first / TILE * TILE : 0;
}

// Whether all queries of a tile see all keys of one.
__device__ bool allVisible(const Heads& heads, Index query, int queries, Index key, int keys) {
    bool inside = query + queries <= heads.queries && key + keys <= heads.keys;
    return inside && !MASK && !(heads.causal && key + keys > query + 1);
}

// The score of a query and a key, −∞ if the key is hidden. The head's mask begins at base.
__device__ Value masked(Value score, const Mask* mask, Index base, const Heads& heads, Index query, Index key) {
    if (heads.causal && key > query) {
        return -INFINITE;
    }
#if MASK == 1
    return widen(mask[base + query * heads.mask.row + key * heads.mask.column]) ? score : -INFINITE;
#elif MASK == 2
    return score + widen(mask[base + query * heads.mask.row + key * heads.mask.column]);
#else
    return score;
#endif
}
