package io.github.autograd4j.testing;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.Softmax;
import java.util.List;

/**
 * A composite and the call that applies it: as far as the device has a kernel of its own for it, its decomposition is
 * another way to the same results.
 *
 * @param composite the operation
 * @param call applies it, and perhaps returns only its first results
 */
record CompositeCase(Composite composite, OpCase call) {
    static List<CompositeCase> all() {
        return List.of(
                new CompositeCase(new Softmax(1), find("softmax(axis 1)")),
                new CompositeCase(new LogSoftmax(1), find("logSoftmax(axis 1)")),
                new CompositeCase(new Softmax(0), softmax(0, "[3,1]", "[2,70,3]")),
                new CompositeCase(new Softmax(2), softmax(2, "[2,2,257]", "[1,3,33]")),
                new CompositeCase(new Normalize(List.of(1), 0.125), find("layerNorm(one axis)")),
                new CompositeCase(new Normalize(List.of(1, 2), 0.125), find("layerNorm(two axes)")),
                new CompositeCase(
                        new Conv(Geometry.of(2, 2, 1, 2), 1), find("conv2d(stride 2, padding 1, dilation 2)")),
                new CompositeCase(new Conv(Geometry.of(2, 1, 1, 1), 2), find("conv2d(depthwise)")),
                new CompositeCase(
                        new Conv(Geometry.of(1, 2, 1, 2), 1), find("conv1d(stride 2, padding 1, dilation 2)")),
                new CompositeCase(
                        new ConvInputGrad(Geometry.of(2, 2, 1, 1), 2, List.of(4L, 5L)),
                        find("convTranspose2d(stride 2, groups 2)")),
                new CompositeCase(new MaxPool(Geometry.of(2, 1, 1, 2), List.of(2L, 2L)), find("maxPool(indices)")));
    }

    private static OpCase softmax(int axis, String... shapes) {
        return OpCase.of("softmax(axis " + axis + ")", 1, x -> new Tensor[] {x[0].softmax(axis)}, shapes)
                .as(OpClass.REDUCTION);
    }

    private static OpCase find(String title) {
        return OpCases.all().stream()
                .filter(c -> c.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no case " + title));
    }
}
