package io.github.autograd4j;

/** A multi-dimensional array of one element type on one device. */
public abstract class Tensor implements TensorSpec {
    /** Only the library makes tensors. */
    protected Tensor() {}
}
