// What the variants of a reduction share. The program that includes this defines Accumulator, Operands, Out, element()
// and store(); the layout's first axes are kept, the others are reduced.
struct Extent {
    Index outputs; // how many results
    Index length;  // how many elements make a result
    Index chunk;   // how many of them a block takes
    int kept;      // how many axes are kept
    int rank;      // how many there are
};

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
    merge(part[0], part[1]);
    merge(part[2], part[3]);
    merge(part[0], part[2]);
    merge(total, part[0]);
}
