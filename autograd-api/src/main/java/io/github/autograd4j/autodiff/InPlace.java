package io.github.autograd4j.autodiff;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.DeviceRuntime;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.spi.View;
import java.lang.ref.Reference;

/** Operations that replace the contents of tensors: leaves only, and not while they are recorded. */
public final class InPlace {
    private InPlace() {}

    /**
     * Runs a pointwise program whose outputs replace the contents of tensors, which may be among its inputs.
     *
     * @param name what users called, for messages
     */
    public static void update(String name, Pointwise op, Tensor[] inputs, Tensor... targets) {
        PreparedUpdate update = new PreparedUpdate(name, op, inputs, targets);
        if (!update.isEmpty()) {
            TensorImpl[] copies = update.separate();
            try {
                update.runtime.run(backend -> op.run(backend, update.in, update.out));
            } finally {
                Dispatcher.close(copies);
            }
        }
        update.finish();
    }

    /** Copies a tensor's elements into another of the same spec. */
    public static void assign(Tensor target, Tensor source) {
        TensorImpl to = writable(target, "assign");
        TensorImpl from = TensorImpl.of(source, "assign");
        if (!to.shape().equals(from.shape()) || to.dtype() != from.dtype()) {
            throw new ShapeException("assign: " + target.describe() + " cannot take " + source.describe());
        }
        checkDevice("assign", to.runtime(), from);
        if (to.view.numel() > 0 && !(from.storage == to.storage && isSame(from.view, to.view))) {
            TensorImpl separate = from.storage == to.storage ? copy(from) : null;
            try {
                View elements = separate == null ? from.view : separate.view;
                to.runtime().run(backend -> backend.copy(elements, to.view));
            } finally {
                Dispatcher.close(separate);
                Reference.reachabilityFence(source);
            }
        }
        to.storage.bumpVersion();
    }

    /** Sets all elements of a tensor. */
    public static void fill(Tensor tensor, double value) {
        TensorImpl target = writable(tensor, "fillAssign");
        if (target.view.numel() > 0) {
            target.runtime().run(backend -> backend.fill(value, target.view));
        }
        target.storage.bumpVersion();
        Reference.reachabilityFence(tensor);
    }

    /** A contiguous copy that nobody else has seen, to be closed. */
    static TensorImpl copy(TensorImpl tensor) {
        TensorImpl copy = Dispatcher.allocate("copy", tensor, tensor.runtime(), ThreadState.current());
        boolean done = false;
        try {
            tensor.runtime().run(backend -> backend.copy(tensor.view, copy.view));
            done = true;
        } finally {
            if (!done) {
                copy.close();
            }
            Reference.reachabilityFence(tensor);
        }
        return copy;
    }

    /** Whether two views of one storage look at the same elements in the same order. */
    static boolean isSame(View a, View b) {
        boolean same = a.offset() == b.offset() && a.shape().equals(b.shape());
        for (int i = 0; same && i < a.rank(); i++) {
            same = a.stride(i) == b.stride(i) || a.dim(i) == 1;
        }
        return same;
    }

    static void checkDevice(String name, DeviceRuntime runtime, TensorImpl operand) {
        if (operand.runtime() != runtime) {
            throw new DeviceException(name + ": operands are on different devices: " + runtime.device() + " and "
                    + operand.device() + "; move one with to(device)");
        }
    }

    static TensorImpl writable(Tensor tensor, String name) {
        TensorImpl target = TensorImpl.of(tensor, name);
        if (!target.isLeaf()) {
            throw new GraphException(name + ": only leaves (parameters and buffers) change in place, not the result of "
                    + target.edge.node.name());
        }
        if (target.edge != null && ThreadState.current().gradEnabled) {
            throw new GraphException(
                    name + ": a leaf that requires gradients changes in place only inside Autograd.noGrad: "
                            + target.describe());
        }
        for (int i = 0; i < target.view.rank(); i++) {
            if (target.view.stride(i) == 0 && target.view.dim(i) > 1) {
                throw new ShapeException(name + ": elements of an expanded tensor share memory: " + target.describe());
            }
        }
        return target;
    }
}
