// Windows on images [batch, channels, y, x]. Index is unsigned: 32 bits where all numbers and offsets are below 2^31, else
// 64; along one axis everything fits in 31 bits.
struct Divisor {
    unsigned by;
    unsigned magic, shift; // i / by is (umulhi(i, magic) + i) >> shift, for i below 2^31
};

struct Axis {
    Divisor size, windows, kernel, stride, dilation;
    int padding;
};

struct Strides {
    Index batch, channel, row, column;
};

struct Windows {
    Index count; // of threads
    Divisor channels;
    Axis rows, columns;
};

__device__ __forceinline__ unsigned divide(unsigned i, const Divisor& divisor) {
    return (__umulhi(i, divisor.magic) + i) >> divisor.shift;
}

__device__ __forceinline__ unsigned long long divide(unsigned long long i, const Divisor& divisor) {
    return i / divisor.by;
}

// Takes the innermost coordinate off a row-major number.
__device__ __forceinline__ int coordinate(Index& number, const Divisor& size) {
    Index rest = divide(number, size);
    int result = (int)(number - rest * size.by);
    number = rest;
    return result;
}

__device__ __forceinline__ Index threadNumber() {
    return (Index)blockIdx.x * blockDim.x + threadIdx.x;
}

// The first position of a window that is not in the padding.
__device__ __forceinline__ int firstInside(const Axis& axis, int begin) {
    return begin >= 0 ? 0 : (int)divide((unsigned)-begin + axis.dilation.by - 1, axis.dilation);
}

// The windows whose span a position is in, from first to last.
struct Range {
    int first, last;
};

__device__ __forceinline__ Range spanning(const Axis& axis, int position) {
    unsigned end = position + axis.padding;
    unsigned span = (axis.kernel.by - 1) * axis.dilation.by;
    unsigned last = divide(end, axis.stride);
    Range range;
    range.first = end <= span ? 0 : (int)divide(end - span + axis.stride.by - 1, axis.stride);
    range.last = (int)(last < axis.windows.by ? last : axis.windows.by - 1);
    return range;
}
