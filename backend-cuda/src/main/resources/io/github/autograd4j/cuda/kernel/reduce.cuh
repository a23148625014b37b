// What the variants of a reduction share. The program that includes this defines Accumulator, Operands, Out, element()
// and store(), and WIDTH: 1, or how many elements it reads at once (neighbours.cuh), and then Row and Packs too. The
// layout's first axes are kept, the others are reduced.
struct Extent {
    Index outputs; // how many results
    Index length;  // how many elements make a result
    Index chunk;   // how many of them a block takes
    int kept;      // how many axes are kept
    int rank;      // how many there are
};

__device__ void mergeParts(Accumulator* part, Accumulator& total) {
    merge(part[0], part[1]);
    merge(part[2], part[3]);
    merge(part[0], part[2]);
    merge(total, part[0]);
}

// Adds the elements first, first + step, … below last of one output, four at a time so that loads overlap.
__device__ void accumulate(const Operands& in, const Layout& layout, const Extent& extent, const Offsets& base,
        Index first, Index last, Index step, Accumulator& total) {
    Accumulator part[4];
    for (int u = 0; u < 4; u++) {
        clear(part[u]);
    }
    Index i = first;
    for (; i < last - 3 * step; i += 4 * step) {
#pragma unroll
        for (int u = 0; u < 4; u++) {
            Offsets offsets = base;
            advance(layout, extent.kept, extent.rank, i + u * step, offsets);
            add(part[u], element(in, offsets), i + u * step);
        }
    }
    for (; i < last; i += step) {
        Offsets offsets = base;
        advance(layout, extent.kept, extent.rank, i, offsets);
        add(part[0], element(in, offsets), i);
    }
    mergeParts(part, total);
}

// The elements of one output from first to last, for the thread of that rank among so many.
#if WIDTH == 1
__device__ void accumulateRow(const Operands& in, const Layout& layout, const Extent& extent, const Offsets& base,
        Index first, Index last, int rank, int threads, Accumulator& total) {
    accumulate(in, layout, extent, base, first + rank, last, threads, total);
}
#else
// They lie side by side: what comes before the first whole access and after the last is taken one by one.
__device__ void accumulateRow(const Operands& in, const Layout& layout, const Extent& extent, const Offsets& base,
        Index first, Index last, int rank, int threads, Accumulator& total) {
    Row row = rowOf(in, layout, extent.kept, base, first);
    int before = leadOf(row);
    if (before == NOWHERE) {
        accumulate(in, layout, extent, base, first + rank, last, threads, total);
        return;
    }
    Index length = last - first;
    Accumulator part[4];
    for (int u = 0; u < 4; u++) {
        clear(part[u]);
    }
    if (rank < before && rank < length) {
        add(part[0], element(in, row, rank), first + rank);
    }
    Index step = (Index)threads * WIDTH;
    Index i = before + (Index)rank * WIDTH;
    for (; i + (ACCESSES - 1) * step + WIDTH <= length; i += ACCESSES * step) {
        Packs packs[ACCESSES];
#pragma unroll
        for (int u = 0; u < ACCESSES; u++) {
            packs[u] = packsOf(row, i + u * step);
        }
#pragma unroll
        for (int u = 0; u < ACCESSES; u++) {
#pragma unroll
            for (int j = 0; j < WIDTH; j++) {
                add(part[(u * WIDTH + j) % 4], element(in, packs[u], j), first + i + u * step + j);
            }
        }
    }
    for (; i + WIDTH <= length; i += step) {
        Packs packs = packsOf(row, i);
#pragma unroll
        for (int j = 0; j < WIDTH; j++) {
            add(part[j % 4], element(in, packs, j), first + i + j);
        }
    }
    Index after = length < before ? length : length - (length - before) % WIDTH;
    if (after + rank < length) {
        add(part[0], element(in, row, after + rank), first + after + rank);
    }
    mergeParts(part, total);
}
#endif
