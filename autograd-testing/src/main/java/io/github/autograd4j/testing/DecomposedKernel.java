package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;

/**
 * A composite's decomposition in the place of a kernel, for a device that has none.
 *
 * @param composite the operation
 * @param side the device
 */
record DecomposedKernel(Composite composite, Side side) implements FusedKernel {
    @Override
    @SuppressWarnings("try") // the resources only restore
    public void run(View[] inputs, View[] outputs) {
        try (Restore recording = Autograd.noGrad();
                Scope scope = Scope.open()) {
            Tensor[] operands = new Tensor[inputs.length];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = read(inputs[i]).on(side.device());
            }
            Tensor[] results = composite.decompose(operands);
            for (int k = 0; k < outputs.length; k++) {
                side.backend().upload(Mirror.array(Values.of(results[k])), outputs[k]);
            }
        }
    }

    /** Reads a strided view by way of all of the memory in front of its last element. */
    private Values read(View view) {
        long end = view.offset() + 1;
        for (int axis = 0; axis < view.rank(); axis++) {
            end += (view.dim(axis) - 1) * view.stride(axis);
        }
        HostArray memory = HostArray.allocate(view.dtype(), Math.toIntExact(end));
        side.backend().download(View.contiguous(view.buffer(), view.dtype(), Shape.of(end)), memory);
        return Mirror.values(Mirror.view(Mirror.of(memory), view));
    }
}
