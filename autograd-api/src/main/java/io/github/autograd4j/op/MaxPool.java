package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import java.util.List;

/**
 * The largest element of each window of an image [batch, channels, …], and its position in the image's plane in
 * row-major order; of equals the first; NaN wins. Padding never does.
 *
 * @param geometry how the windows lie
 * @param kernel the window's sizes
 */
public record MaxPool(Geometry geometry, List<Long> kernel) implements Composite {
    @Override
    public String name() {
        return "maxPool" + geometry.axes() + "d";
    }

    private long[] sizes() {
        return kernel.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        Softmax.likeFloating(name(), inputs[0]);
        long channels = inputs[0].shape().rank() > 1 ? inputs[0].shape().dim(1) : 0;
        Shape shape = geometry.output(name(), inputs[0].shape(), sizes(), channels);
        return new TensorSpec[] {TensorSpec.of(inputs[0].dtype(), shape), TensorSpec.of(DType.INT64, shape)};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor x = inputs[0];
        int n = geometry.axes();
        Shape out = infer(x)[0].shape();
        Tensor windows = geometry.unfold(x, sizes(), Double.NEGATIVE_INFINITY).flatten(2 + n, -1);
        Tensor place = windows.max(-1).indices().unsqueeze(-1);
        long[] plane = x.shape().toArray();
        plane[0] = 1;
        plane[1] = 1;
        long count = Shape.of(plane).numel();
        Tensor positions = Tensor.arange(0, count, 1, DType.INT64, x.device()).reshape(Shape.of(plane));
        Tensor known = geometry.unfold(positions, sizes(), -1).flatten(2 + n, -1);
        Tensor chosen = known.expand(windows.shape()).gather(-1, place).squeeze(-1);
        // A window full of −∞ has its first element in the padding: take the first real one.
        Tensor first = Tensor.where(known.lt(0), known.fullLike(count), known).amin(-1);
        Tensor index = Tensor.where(chosen.lt(0), first, chosen);
        Tensor values = x.flatten(2, -1).gather(-1, index.flatten(2, -1)).reshape(out);
        return new Tensor[] {values, index.contiguous()};
    }
}
