// Cross-entropy of logits and classes, and its gradient, a row of classes at a time. Operand 0 are the logits and operand
// 1 the targets; for the gradient operand 2 is the cotangent, operand 3 ln Σ eˣ and operand 4 the result. The layout's
// first axes are those of rows, the last is that of classes. Weights may be absent.
struct Rows {
    double smoothing;
    long long ignored;
    Index count;
    Index length;
    Index weightStride;
    int rank; // of the axes of rows
};

// Whether a target counts; one out of range is noted and does not.
__device__ bool counts(long long target, const Rows& rows, Fault* fault) {
    if (target == rows.ignored) {
        return false;
    }
    if (target < 0 || target >= rows.length) {
        report(fault, target, rows.length);
        return false;
    }
    return true;
}
