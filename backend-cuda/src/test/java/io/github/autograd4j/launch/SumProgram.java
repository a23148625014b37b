package io.github.autograd4j.launch;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;

/** Adds up the squares of some numbers on a GPU, and their gradient. */
public final class SumProgram {
    private SumProgram() {}

    /**
     * The program.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.print(Device.diagnostics());
        Tensor x =
                Tensor.full(Shape.of(3, 100), 2, DType.FLOAT32, Device.cuda(0)).requiresGrad(true);
        Tensor sum = x.mul(x).sum();
        sum.backward();
        System.out.println("sum " + sum.item() + " gradient " + x.grad().sum().item());
    }
}
