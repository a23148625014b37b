// The largest element of each window and its position in the plane, a thread for each window; of equals the first, NaN
// wins. Padding is left out.
struct Axis {
    int size, windows, kernel, stride, padding, dilation;
};

struct Planes {
    long long batchStride, channelStride, rowStride, columnStride; // of the image
    long long count;                                               // how many windows
    int channels;
    Axis rows, columns;
};

// The first position of a window that is not in the padding.
__device__ int firstInside(const Axis& axis, int begin) {
    return begin >= 0 ? 0 : (-begin + axis.dilation - 1) / axis.dilation;
}

extern "C" __global__ void max_pool(const T* in, T* values, long long* places, Planes planes) {
    long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= planes.count) {
        return;
    }
    int column = i % planes.columns.windows;
    long long rest = i / planes.columns.windows;
    int row = rest % planes.rows.windows;
    rest /= planes.rows.windows;
    const T* plane = in + rest / planes.channels * planes.batchStride + rest % planes.channels * planes.channelStride;
    int top = row * planes.rows.stride - planes.rows.padding;
    int left = column * planes.columns.stride - planes.columns.padding;
    T best;
    Value largest = 0;
    long long place = -1;
    for (int r = firstInside(planes.rows, top); r < planes.rows.kernel; r++) {
        int y = top + r * planes.rows.dilation;
        if (y >= planes.rows.size) {
            break;
        }
        for (int c = firstInside(planes.columns, left); c < planes.columns.kernel; c++) {
            int x = left + c * planes.columns.dilation;
            if (x >= planes.columns.size) {
                break;
            }
            T element = plane[y * planes.rowStride + x * planes.columnStride];
            Value value = widen(element);
            if (place < 0 || value > largest || (value != value && largest == largest)) {
                best = element;
                largest = value;
                place = (long long)y * planes.columns.size + x;
            }
        }
    }
    values[i] = best;
    places[i] = place;
}
