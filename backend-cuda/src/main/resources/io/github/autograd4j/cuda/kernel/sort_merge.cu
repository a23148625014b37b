// Merges sorted runs of a width in pairs: each element looks for its place in the other run. Of equal keys those of the
// left run go first.
extern "C" __global__ void sort_merge(const Key* keys, const Index* places, Key* mergedKeys, Index* mergedPlaces,
        Index count, Index length, Index width) {
    Index i = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    Index row = i / length * length;
    Index own = i - row;
    Index left = own / (2 * width) * (2 * width);
    Index right = length - left < width ? length : left + width;
    Index end = length - right < width ? length : right + width;
    bool isLeft = own < right;
    Key mine = keys[i];
    Index low = isLeft ? right : left;
    Index high = isLeft ? end : right;
    Index begin = low;
    while (low < high) {
        Index middle = low + (high - low) / 2;
        Key other = keys[row + middle];
        if (other < mine || (other == mine && !isLeft)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Index to = row + (isLeft ? own : own - (right - left)) + (low - begin);
    mergedKeys[to] = mine;
    mergedPlaces[to] = places[i];
}

// Writes the elements in the order of their places.
extern "C" __global__ void sort_write(const T* in, T* values, long long* indices, const Index* places,
        const __grid_constant__ Layout layout, Row row) {
    Index i = (Index)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= row.count * row.length) {
        return;
    }
    Offsets at;
    start(at);
    advance(layout, 0, row.rank, i / row.length, at);
    write(in, values, indices, at, row, i % row.length, places[i]);
}
