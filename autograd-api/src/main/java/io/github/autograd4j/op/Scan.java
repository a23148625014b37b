package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.View;

/**
 * Running sums or products along an axis.
 *
 * @param kind what is accumulated
 * @param axis the axis
 */
public record Scan(ScanOp kind, int axis) implements Kernel {
    @Override
    public String name() {
        return kind == ScanOp.SUM ? "cumsum" : "cumprod";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        DType dtype = inputs[0].dtype().isFloating() ? inputs[0].dtype() : DType.INT64;
        return new TensorSpec[] {TensorSpec.of(dtype, inputs[0].shape())};
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        backend.scan(kind, inputs[0], axis, outputs[0]);
    }
}
