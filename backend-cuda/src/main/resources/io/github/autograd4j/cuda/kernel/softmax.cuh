// The largest element and Σ e^(x − largest), in one pass: when a larger element comes, the sum so far is scaled.
template <class V> struct ExpSum {
    V max, sum;
};

template <class V> __device__ void clear(ExpSum<V>& a) {
    a.max = -__int_as_float(0x7f800000);
    a.sum = 0;
}

// e^(x − x) is 1, but NaN for an infinite x, as in Σ e^(x − max).
template <class V, class I> __device__ void add(ExpSum<V>& a, V x, I) {
    if (x > a.max) {
        a.sum = a.sum * op_exp(a.max - x) + (x - x + 1);
        a.max = x;
    } else if (x > -__int_as_float(0x7f800000) || x != x) {
        a.sum += op_exp(x - a.max);
    }
}

template <class V> __device__ void merge(ExpSum<V>& a, const ExpSum<V>& b) {
    if (b.max > a.max) {
        a.sum = a.sum * op_exp(a.max - b.max) + b.sum;
        a.max = b.max;
    } else {
        a.sum += b.sum == 0 ? 0 : b.sum * op_exp(b.max - a.max);
    }
}
