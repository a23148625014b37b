package io.github.autograd4j;

import java.util.Arrays;

/** Prints tensors. */
final class TensorFormat {
    private TensorFormat() {}

    static String format(Tensor tensor) {
        return "tensor(" + Arrays.toString(tensor.toDoubleArray()) + ", shape=" + tensor.shape() + ")";
    }
}
