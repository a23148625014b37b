// What reductions and scans combine elements by. An accumulator is cleared, takes elements by add, other accumulators by
// merge, and has a result. The order of merging changes nothing but rounding.

// A sum of floating-point numbers with the rounding errors summed beside it (Neumaier): next to no loss, whatever the
// order, so that all variants of a kernel agree.
template <class V> struct CompensatedSum {
    V sum, lost;
};

template <class V> __device__ void clear(CompensatedSum<V>& a) {
    a.sum = 0;
    a.lost = 0;
}

template <class V, class I> __device__ void add(CompensatedSum<V>& a, V x, I) {
    V total = a.sum + x;
    V moved = total - a.sum;
    a.lost += (a.sum - (total - moved)) + (x - moved);
    a.sum = total;
}

template <class V> __device__ void merge(CompensatedSum<V>& a, const CompensatedSum<V>& b) {
    add(a, b.sum, 0);
    a.lost += b.lost;
}

// Beyond the largest number the errors are NaN and do not count.
template <class V> __device__ V result(const CompensatedSum<V>& a) {
    V total = a.sum + a.lost;
    return total - total == 0 ? total : a.sum;
}

template <class V> struct Sum {
    V sum;
};

template <class V> __device__ void clear(Sum<V>& a) {
    a.sum = 0;
}

template <class V, class W, class I> __device__ void add(Sum<V>& a, W x, I) {
    a.sum += x;
}

template <class V> __device__ void merge(Sum<V>& a, const Sum<V>& b) {
    a.sum += b.sum;
}

template <class V> __device__ V result(const Sum<V>& a) {
    return a.sum;
}

template <class V> struct Product {
    V product;
};

template <class V> __device__ void clear(Product<V>& a) {
    a.product = 1;
}

template <class V, class W, class I> __device__ void add(Product<V>& a, W x, I) {
    a.product *= x;
}

template <class V> __device__ void merge(Product<V>& a, const Product<V>& b) {
    a.product *= b.product;
}

template <class V> __device__ V result(const Product<V>& a) {
    return a.product;
}

// The element that beats the others and its position, -1 before the first. SIGN is 1 for the largest, -1 for the
// smallest. NaN beats every number, and of equals the first wins.
template <class V, int SIGN> struct Extreme {
    V value;
    long long at;
};

template <class V, int SIGN> __device__ void clear(Extreme<V, SIGN>& a) {
    a.value = 0;
    a.at = -1;
}

template <class V, int SIGN, class I> __device__ void add(Extreme<V, SIGN>& a, V x, I at) {
    bool beats = SIGN > 0 ? x > a.value : x < a.value;
    bool xIsNaN = x != x;
    bool isNaN = a.value != a.value;
    bool equal = x == a.value || (xIsNaN && isNaN);
    if (a.at < 0 || (equal ? at < a.at : xIsNaN || (beats && !isNaN))) {
        a.value = x;
        a.at = at;
    }
}

template <class V, int SIGN> __device__ void merge(Extreme<V, SIGN>& a, const Extreme<V, SIGN>& b) {
    if (b.at >= 0) {
        add(a, b.value, b.at);
    }
}

template <class V, int SIGN> __device__ V result(const Extreme<V, SIGN>& a) {
    return a.value;
}

// The same without the position.
template <class V, int SIGN> struct Bound {
    V value;
    int seen;
};

template <class V, int SIGN> __device__ void clear(Bound<V, SIGN>& a) {
    a.value = 0;
    a.seen = 0;
}

template <class V, int SIGN, class I> __device__ void add(Bound<V, SIGN>& a, V x, I) {
    bool beats = SIGN > 0 ? x > a.value : x < a.value;
    a.value = !a.seen || beats || x != x ? x : a.value;
    a.seen = 1;
}

template <class V, int SIGN> __device__ void merge(Bound<V, SIGN>& a, const Bound<V, SIGN>& b) {
    if (b.seen) {
        add(a, b.value, 0);
    }
}

template <class V, int SIGN> __device__ V result(const Bound<V, SIGN>& a) {
    return a.value;
}

// The position instead of the element: what argReduce answers.
template <class V, int SIGN> struct Place {
    Extreme<V, SIGN> extreme;
};

template <class V, int SIGN> __device__ void clear(Place<V, SIGN>& a) {
    clear(a.extreme);
}

template <class V, int SIGN, class I> __device__ void add(Place<V, SIGN>& a, V x, I at) {
    add(a.extreme, x, (long long)at);
}

template <class V, int SIGN> __device__ void merge(Place<V, SIGN>& a, const Place<V, SIGN>& b) {
    merge(a.extreme, b.extreme);
}

template <class V, int SIGN> __device__ long long result(const Place<V, SIGN>& a) {
    return a.extreme.at;
}
