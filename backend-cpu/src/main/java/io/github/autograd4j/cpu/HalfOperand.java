package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;

/** An operand of a half type, widened while it is packed. */
final class HalfOperand implements Packer<float[]> {
    private final DType type;
    private final short[] array;
    private final int offset;
    private final int laneStride;
    private final int depthStride;

    HalfOperand(DType type, short[] array, int offset, int laneStride, int depthStride) {
        this.type = type;
        this.array = array;
        this.offset = offset;
        this.laneStride = laneStride;
        this.depthStride = depthStride;
    }

    @Override
    public void pack(int lane, int lanes, int width, int step, int depth, float[] target, int targetOffset) {
        int first = offset + lane * laneStride + step * depthStride;
        for (int l = 0; l < lanes; l++) {
            Loads.load(type, array, first + l * laneStride, depthStride, target, targetOffset + l, width, depth);
        }
        for (int p = 0; p < depth; p++) {
            java.util.Arrays.fill(target, targetOffset + p * width + lanes, targetOffset + (p + 1) * width, 0);
        }
    }
}
