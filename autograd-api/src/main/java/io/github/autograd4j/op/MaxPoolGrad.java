package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;

/**
 * The gradient of {@link MaxPool}: puts the cotangent, the first operand, where the positions, the second, say.
 *
 * @param image the image's shape
 */
public record MaxPoolGrad(Shape image) implements Composite {
    @Override
    public String name() {
        return "maxPoolGrad";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return new TensorSpec[] {TensorSpec.of(inputs[0].dtype(), image)};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor g = inputs[0].flatten(2, -1);
        long plane = image.numel() == 0 ? 0 : image.numel() / (image.dim(0) * image.dim(1));
        Tensor zeros = Tensor.zeros(Shape.of(image.dim(0), image.dim(1), plane), g.dtype(), g.device());
        return new Tensor[] {zeros.scatterAdd(2, inputs[1].flatten(2, -1), g).reshape(image)};
    }
}
