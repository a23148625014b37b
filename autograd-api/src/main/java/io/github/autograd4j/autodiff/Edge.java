package io.github.autograd4j.autodiff;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.internal.DeviceRuntime;

/**
 * Where the gradient of a tensor goes: an output of a node, and what such a gradient looks like. Tensors share the edge
 * that leads to them; nodes hold the edges of their inputs, never the inputs.
 */
final class Edge implements TensorSpec {
    final Node node;
    final int output;
    private final DType dtype;
    private final Shape shape;
    final DeviceRuntime runtime;

    Edge(Node node, int output, DType dtype, Shape shape, DeviceRuntime runtime) {
        this.node = node;
        this.output = output;
        this.dtype = dtype;
        this.shape = shape;
        this.runtime = runtime;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Shape shape() {
        return shape;
    }
}
