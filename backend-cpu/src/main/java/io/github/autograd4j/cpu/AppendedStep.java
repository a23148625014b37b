package io.github.autograd4j.cpu;

/**
 * An operand with one more step of the depth. A bias is one, below a matrix: against a step of ones it is added to each
 * product.
 */
record AppendedStep<T>(Packer<T> body, int depth, Packer<T> last) implements Packer<T> {
    @Override
    public void pack(int lane, int lanes, int width, int step, int steps, T target, int targetOffset) {
        int own = Math.min(steps, depth - step);
        if (own > 0) {
            body.pack(lane, lanes, width, step, own, target, targetOffset);
        }
        if (own < steps) {
            last.pack(lane, lanes, width, 0, 1, target, targetOffset + own * width);
        }
    }
}
