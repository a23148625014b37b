package io.github.autograd4j.autodiff;

import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.internal.DeviceRuntime;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.spi.View;
import java.lang.ref.Reference;

/** A pointwise program that is to replace the contents of tensors, checked but not run. */
final class PreparedUpdate {
    final Pointwise op;
    final DeviceRuntime runtime;
    final View[] in;
    final View[] out;
    final Tensor[] inputs;
    final Tensor[] targets;

    PreparedUpdate(String name, Pointwise op, Tensor[] inputs, Tensor[] targets) {
        this.op = op;
        this.inputs = inputs;
        this.targets = targets;
        this.in = new View[inputs.length];
        this.out = new View[targets.length];
        this.runtime = TensorImpl.of(targets[0], name).runtime();
        for (int i = 0; i < targets.length; i++) {
            TensorImpl target = InPlace.writable(targets[i], name);
            InPlace.checkDevice(name, runtime, target);
            out[i] = target.view;
        }
        for (int i = 0; i < inputs.length; i++) {
            TensorImpl input = TensorImpl.of(inputs[i], name);
            InPlace.checkDevice(name, runtime, input);
            in[i] = input.view;
        }
        TensorSpec[] specs = op.infer(inputs);
        for (int i = 0; i < targets.length; i++) {
            if (!specs[i].shape().equals(targets[i].shape()) || specs[i].dtype() != targets[i].dtype()) {
                throw new ShapeException(
                        name + ": " + targets[i].describe() + " cannot take the result " + specs[i].describe());
            }
        }
    }

    boolean isEmpty() {
        return out[0].numel() == 0;
    }

    /**
     * Puts copies in the place of inputs that look at the memory of a target in another way.
     *
     * @return the copies, to be closed; entries may be null
     */
    TensorImpl[] separate() {
        TensorImpl[] copies = new TensorImpl[in.length];
        boolean done = false;
        try {
            for (int i = 0; i < copies.length; i++) {
                if (isOverwritten((TensorImpl) inputs[i])) {
                    copies[i] = InPlace.copy((TensorImpl) inputs[i]);
                    in[i] = copies[i].view;
                }
            }
            done = true;
        } finally {
            if (!done) {
                Dispatcher.close(copies);
            }
        }
        return copies;
    }

    private boolean isOverwritten(TensorImpl input) {
        for (Tensor tensor : targets) {
            TensorImpl target = (TensorImpl) tensor;
            if (input.storage == target.storage && !InPlace.isSame(input.view, target.view)) {
                return true;
            }
        }
        return false;
    }

    /** Notes the change; the operands have been held until now. */
    void finish() {
        for (Tensor target : targets) {
            ((TensorImpl) target).storage.bumpVersion();
        }
        Reference.reachabilityFence(inputs);
    }
}
