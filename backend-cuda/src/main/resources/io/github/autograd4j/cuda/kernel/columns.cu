// Between images [batch, channels, y, x] and columns [batch, channels, taps, windows], a thread for each element.
#include "windows.cuh"

// What each window sees: 0 in the padding.
extern "C" __global__ void to_columns(const T* in, T* out, Strides from, Windows windows) {
    Index i = threadNumber();
    if (i >= windows.count) {
        return;
    }
    const Axis& rows = windows.rows;
    const Axis& columns = windows.columns;
    Index image = i;
    int x = coordinate(image, columns.windows) * (int)columns.stride.by - columns.padding;
    int y = coordinate(image, rows.windows) * (int)rows.stride.by - rows.padding;
    x += coordinate(image, columns.kernel) * (int)columns.dilation.by;
    y += coordinate(image, rows.kernel) * (int)rows.dilation.by;
    int channel = coordinate(image, windows.channels);
    if (y >= 0 && y < (int)rows.size.by && x >= 0 && x < (int)columns.size.by) {
        out[i] = in[image * from.batch + channel * from.channel + y * from.row + x * from.column];
    } else {
        narrow(out[i], 0);
    }
}

// The adjoint: each position of the contiguous image adds up what the windows that see it hold, always in one order.
extern "C" __global__ void from_columns(const T* in, T* out, Windows windows) {
    Index i = threadNumber();
    if (i >= windows.count) {
        return;
    }
    const Axis& rows = windows.rows;
    const Axis& columns = windows.columns;
    Index plane = i;
    int x = coordinate(plane, columns.size);
    int y = coordinate(plane, rows.size);
    const Index lines = (Index)rows.windows.by * columns.windows.by; // of a column
    const T* own = in + plane * (rows.kernel.by * columns.kernel.by) * lines;
    Range down = spanning(rows, y);
    Range across = spanning(columns, x);
    Value sum = 0;
    for (int row = down.first; row <= down.last; row++) {
        unsigned below = y + rows.padding - row * rows.stride.by;
        unsigned r = divide(below, rows.dilation);
        if (r * rows.dilation.by != below) {
            continue;
        }
        for (int column = across.first; column <= across.last; column++) {
            unsigned beside = x + columns.padding - column * columns.stride.by;
            unsigned c = divide(beside, columns.dilation);
            if (c * columns.dilation.by == beside) {
                sum += widen(own[(r * columns.kernel.by + c) * lines + row * columns.windows.by + column]);
            }
        }
    }
    narrow(out[i], sum);
}
