package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;

/**
 * The gradient of {@link MaxPool}: puts the cotangent, the first operand, where the positions, the second, say. A
 * position lies in its window, as those do that the pooling gives.
 *
 * @param of the operation
 * @param image the image's shape
 */
public record MaxPoolGrad(MaxPool of, Shape image) implements Composite {
    @Override
    public String name() {
        return "maxPoolGrad";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        DType type = inputs[0].dtype();
        Shape windows = of.infer(TensorSpec.of(type, image))[0].shape();
        if (!inputs[0].shape().equals(windows) || !inputs[1].shape().equals(windows)) {
            throw new ShapeException(name() + ": windows on " + image + " do not give " + inputs[0].describe() + " and "
                    + inputs[1].describe());
        }
        return new TensorSpec[] {TensorSpec.of(type, image)};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor g = inputs[0].flatten(2, -1);
        long plane = image.numel() == 0 ? 0 : image.numel() / (image.dim(0) * image.dim(1));
        Tensor zeros = Tensor.zeros(Shape.of(image.dim(0), image.dim(1), plane), g.dtype(), g.device());
        return new Tensor[] {zeros.scatterAdd(2, inputs[1].flatten(2, -1), g).reshape(image)};
    }
}
