package io.github.autograd4j.op;

import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Transfers;

/**
 * A copy on another device; its gradient goes back.
 *
 * @param target the device
 */
public record Transfer(Device target) implements Composite {
    @Override
    public String name() {
        return "to";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return new TensorSpec[] {TensorSpec.of(inputs[0].dtype(), inputs[0].shape())};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        return new Tensor[] {Transfers.copy(inputs[0], target)};
    }
}
