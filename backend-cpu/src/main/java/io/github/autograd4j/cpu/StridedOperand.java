package io.github.autograd4j.cpu;

/** An operand that lies in an array, at any strides. */
final class StridedOperand<T> implements Packer<T> {
    final GemmKernel<T> kernel;
    final T array;
    final int offset;
    final int laneStride;
    final int depthStride;

    StridedOperand(GemmKernel<T> kernel, T array, int offset, int laneStride, int depthStride) {
        this.kernel = kernel;
        this.array = array;
        this.offset = offset;
        this.laneStride = laneStride;
        this.depthStride = depthStride;
    }

    int index(int lane, int step) {
        return offset + lane * laneStride + step * depthStride;
    }

    @Override
    public void pack(int lane, int lanes, int width, int step, int depth, T target, int targetOffset) {
        kernel.pack(array, index(lane, step), laneStride, depthStride, lanes, width, depth, target, targetOffset);
    }
}
