// Offsets of elements in operands of different strides. The program that includes this defines RANK, the most axes,
// OPERANDS, and Index; WIDE where Index has 64 bits. Axes are innermost first.
struct Axis {
    Index size;
    unsigned magic, shift; // i / size is (umulhi(i, magic) + i) >> shift, for i below 2^31
};

struct Strided {
    Axis axis[RANK];
    Index stride[OPERANDS][RANK];
    int rank;
    unsigned still; // a bit for each operand that does not move along the innermost axis
};

struct Offsets {
    Index at[OPERANDS];
};

__device__ __forceinline__ Index divide(Index i, const Axis& axis) {
#ifdef WIDE
    return i / axis.size;
#else
    return (__umulhi(i, axis.magic) + i) >> axis.shift;
#endif
}

// Where element i, in row-major order, lies in each operand.
__device__ __forceinline__ Offsets offsetsOf(const Strided& strided, Index i) {
    Offsets offsets;
#pragma unroll
    for (int k = 0; k < OPERANDS; k++) {
        offsets.at[k] = 0;
    }
#pragma unroll
    for (int d = 0; d < RANK; d++) {
        bool last = d == strided.rank - 1;
        Index rest = last ? 0 : divide(i, strided.axis[d]);
        Index p = i - rest * strided.axis[d].size;
#pragma unroll
        for (int k = 0; k < OPERANDS; k++) {
            offsets.at[k] += (last ? i : p) * strided.stride[k][d];
        }
        i = rest;
        if (last) {
            break;
        }
    }
    return offsets;
}
