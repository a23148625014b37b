package io.github.autograd4j.optim;

import io.github.autograd4j.DType;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.TensorImpl;

/** What an optimizer remembers of one parameter: how many steps it took and some tensors of the parameter's shape. */
public final class ParameterState {
    long step;
    final Tensor[] tensors;

    /** Zeros in the compute type: the average of half-precision gradients would soon stop to move in half precision. */
    @SuppressWarnings("try")
    ParameterState(Tensor parameter, int count) {
        tensors = new Tensor[count];
        try (Scope scope = Scope.open()) { // which takes back the first if there is no memory for the second
            for (int i = 0; i < count; i++) {
                tensors[i] = Tensor.zeros(parameter.shape(), dtype(parameter), parameter.device());
            }
            for (Tensor tensor : tensors) {
                TensorImpl.adopt(tensor);
            }
        }
    }

    /**
     * Returns how often the parameter was updated.
     *
     * @return the count, this update included
     */
    public long step() {
        return step;
    }

    /**
     * Returns what is remembered, to be read and changed in place.
     *
     * @param k which of the {@linkplain Optimizer#stateNames() names}
     * @return a tensor of the parameter's shape in its compute type, zero at first
     */
    public Tensor tensor(int k) {
        return tensors[k];
    }

    static DType dtype(Tensor parameter) {
        return parameter.dtype().compute();
    }
}
