// The largest element of each window and its position in the plane, a thread for each window; of equals the first, NaN
// wins. Padding is left out.
#include "windows.cuh"

extern "C" __global__ void max_pool(const T* in, T* values, long long* places, Strides from, Windows windows) {
    Index i = threadNumber();
    if (i >= windows.count) {
        return;
    }
    const Axis& rows = windows.rows;
    const Axis& columns = windows.columns;
    Index image = i;
    int left = coordinate(image, columns.windows) * (int)columns.stride.by - columns.padding;
    int top = coordinate(image, rows.windows) * (int)rows.stride.by - rows.padding;
    int channel = coordinate(image, windows.channels);
    const T* plane = in + image * from.batch + channel * from.channel;
    T best;
    Value largest = 0;
    long long place = -1;
    for (int r = firstInside(rows, top); r < rows.kernel.by; r++) {
        int y = top + r * (int)rows.dilation.by;
        if (y >= (int)rows.size.by) {
            break;
        }
        for (int c = firstInside(columns, left); c < columns.kernel.by; c++) {
            int x = left + c * (int)columns.dilation.by;
            if (x >= (int)columns.size.by) {
                break;
            }
            T element = plane[y * from.row + x * from.column];
            Value value = widen(element);
            if (place < 0 || value > largest || (value != value && largest == largest)) {
                best = element;
                largest = value;
                place = (long long)y * columns.size.by + x;
            }
        }
    }
    values[i] = best;
    places[i] = place;
}

// The gradient, a thread for each element of the contiguous image: it looks through the windows that may have chosen it
// and adds up the cotangents of those that did, always in one order.
extern "C" __global__ void max_pool_grad(const T* cotangent, const long long* places, T* out, Strides ofCotangent,
        Strides ofPlaces, Windows windows) {
    Index i = threadNumber();
    if (i >= windows.count) {
        return;
    }
    Index image = i;
    int x = coordinate(image, windows.columns.size);
    int y = coordinate(image, windows.rows.size);
    int channel = coordinate(image, windows.channels);
    const T* g = cotangent + image * ofCotangent.batch + channel * ofCotangent.channel;
    const long long* chosen = places + image * ofPlaces.batch + channel * ofPlaces.channel;
    long long own = (long long)y * windows.columns.size.by + x;
    Range down = spanning(windows.rows, y);
    Range across = spanning(windows.columns, x);
    Value sum = 0;
    for (int row = down.first; row <= down.last; row++) {
        for (int column = across.first; column <= across.last; column++) {
            if (chosen[row * ofPlaces.row + column * ofPlaces.column] == own) {
                sum += widen(g[row * ofCotangent.row + column * ofCotangent.column]);
            }
        }
    }
    narrow(out[i], sum);
}
