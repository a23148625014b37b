package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.Softmax;

/** Layers as functions. */
public final class Functional {
    private Functional() {}

    /**
     * eˣ / Σ eˣ along an axis; the largest element is subtracted first.
     *
     * @param x the operand
     * @param axis the axis
     * @return the probabilities
     */
    public static Tensor softmax(Tensor x, int axis) {
        return Dispatcher.apply(new Softmax(x.shape().axis(axis)), x);
    }

    /**
     * ln softmax along an axis.
     *
     * @param x the operand
     * @param axis the axis
     * @return the log-probabilities
     */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return Dispatcher.apply(new LogSoftmax(x.shape().axis(axis)), x);
    }
}
