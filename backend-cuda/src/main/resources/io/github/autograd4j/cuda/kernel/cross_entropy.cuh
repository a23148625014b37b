// Cross-entropy of logits and classes, and its gradient, a row of classes along one axis at a time. Operand 0 are the
// logits and operand 1 the targets; for the gradient operand 2 is the cotangent, operand 3 ln Σ eˣ and operand 4 the
// result. Weights may be absent.
struct Classes {
    double smoothing;
    long long ignored;
    Index weightStride;
};

// Whether a target counts; one out of range is noted and does not.
__device__ bool counts(long long target, const Classes& classes, Index length, Fault* fault) {
    if (target == classes.ignored) {
        return false;
    }
    if (target < 0 || target >= length) {
        report(fault, target, length);
        return false;
    }
    return true;
}
