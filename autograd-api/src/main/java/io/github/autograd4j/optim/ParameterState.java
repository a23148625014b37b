package io.github.autograd4j.optim;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.TensorImpl;

/** What an optimizer remembers of one parameter: how many steps it took and some tensors of the parameter's shape. */
final class ParameterState {
    long step;
    final Tensor[] tensors;

    /** Zeros in the compute type: the average of half-precision gradients would soon stop to move in half precision. */
    ParameterState(Tensor parameter, int count) {
        tensors = new Tensor[count];
        for (int i = 0; i < count; i++) {
            tensors[i] = TensorImpl.adopt(Tensor.zeros(parameter.shape(), dtype(parameter), parameter.device()));
        }
    }

    static DType dtype(Tensor parameter) {
        return parameter.dtype().compute();
    }
}
