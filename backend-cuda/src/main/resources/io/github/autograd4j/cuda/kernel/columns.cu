// Between images [batch, channels, y, x] and columns [batch, channels, taps, windows], a thread for each element.
struct Axis {
    int size, windows, kernel, stride, padding, dilation;
};

struct Images {
    long long batchStride, channelStride, rowStride, columnStride; // of the image
    long long count;                                               // how many threads
    int channels;
    Axis rows, columns;
};

// What each window sees: 0 in the padding.
extern "C" __global__ void to_columns(const T* image, T* out, Images images) {
    long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= images.count) {
        return;
    }
    int x = i % images.columns.windows * images.columns.stride - images.columns.padding;
    long long rest = i / images.columns.windows;
    int y = rest % images.rows.windows * images.rows.stride - images.rows.padding;
    rest /= images.rows.windows;
    x += rest % images.columns.kernel * images.columns.dilation;
    rest /= images.columns.kernel;
    y += rest % images.rows.kernel * images.rows.dilation;
    rest /= images.rows.kernel;
    if (y >= 0 && y < images.rows.size && x >= 0 && x < images.columns.size) {
        out[i] = image[rest / images.channels * images.batchStride + rest % images.channels * images.channelStride
                + y * images.rowStride + x * images.columnStride];
    } else {
        narrow(out[i], 0);
    }
}

// The adjoint: each position of the contiguous image adds up what the windows that see it hold, always in one order.
extern "C" __global__ void from_columns(const T* columns, T* image, Images images) {
    long long i = (long long)blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= images.count) {
        return;
    }
    int x = i % images.columns.size;
    long long plane = i / images.columns.size;
    int y = plane % images.rows.size;
    plane /= images.rows.size;
    const T* own = columns + plane * images.rows.kernel * images.columns.kernel * images.rows.windows
            * images.columns.windows;
    Value sum = 0;
    for (int r = 0; r < images.rows.kernel; r++) {
        int down = y + images.rows.padding - r * images.rows.dilation;
        int row = down / images.rows.stride;
        if (down < 0 || down % images.rows.stride != 0 || row >= images.rows.windows) {
            continue;
        }
        for (int c = 0; c < images.columns.kernel; c++) {
            int right = x + images.columns.padding - c * images.columns.dilation;
            int column = right / images.columns.stride;
            if (right >= 0 && right % images.columns.stride == 0 && column < images.columns.windows) {
                long long tap = (long long)r * images.columns.kernel + c;
                sum += widen(own[(tap * images.rows.windows + row) * images.columns.windows + column]);
            }
        }
    }
    narrow(image[i], sum);
}
