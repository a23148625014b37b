package io.github.autograd4j.autodiff;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.internal.DeviceRuntime;
import io.github.autograd4j.internal.OpListener;
import io.github.autograd4j.internal.ScopeFrame;
import io.github.autograd4j.internal.Storage;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Kernel;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.op.ViewOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;
import java.lang.ref.Reference;

/**
 * The one way by which operations run: liveness and device check, inference, allocation of results, the backend's
 * kernel, recording.
 */
public final class Dispatcher {
    private Dispatcher() {}

    /** Applies an operation of one result. */
    public static Tensor apply(Op op, Tensor... inputs) {
        return applyAll(op, inputs)[0];
    }

    /** Applies an operation. */
    public static Tensor[] applyAll(Op op, Tensor... inputs) {
        TensorImpl[] operands = new TensorImpl[inputs.length];
        boolean differentiable = false;
        for (int i = 0; i < inputs.length; i++) {
            TensorImpl operand = TensorImpl.of(inputs[i], op.name());
            if (i > 0 && operand.runtime() != operands[0].runtime()) {
                throw new DeviceException(op.name() + ": operands are on different devices: " + operands[0].device()
                        + " and " + operand.device() + "; move one with to(device)");
            }
            differentiable |= operand.edge != null;
            operands[i] = operand;
        }
        ThreadState state = ThreadState.current();
        boolean record = differentiable && state.gradEnabled;
        TensorImpl[] outputs;
        if (op instanceof ViewOp view) {
            outputs = new TensorImpl[] {window(view, operands[0], state)};
        } else if (op instanceof Kernel kernel) {
            outputs = run(kernel, operands[0].runtime(), operands, state);
        } else {
            Composite composite = (Composite) op;
            if (record && !VjpTable.hasRule(op)) {
                return composite.decompose(inputs);
            }
            outputs = compute(composite, operands, state);
        }
        if (record) {
            record(op, operands, outputs, state);
        }
        if (state.listener != null) {
            tell(state, op, inputs, outputs);
        }
        // A handle that nobody else holds must not be found unreachable, and its memory reused, while its kernel is
        // called.
        Reference.reachabilityFence(operands);
        return outputs;
    }

    /** Applies an operation without operands. */
    public static Tensor create(Kernel op, DeviceRuntime runtime) {
        return run(op, runtime, new TensorImpl[0], ThreadState.current())[0];
    }

    private static TensorImpl window(ViewOp op, TensorImpl input, ThreadState state) {
        op.infer((TensorSpec) input);
        View view = op.apply(input.view);
        Storage storage = input.storage;
        if (view == null) {
            TensorImpl copy = allocate(op.name(), TensorSpec.of(input.dtype(), input.shape()), input.runtime(), state);
            storage = copy.storage;
            try {
                input.runtime().run(backend -> backend.copy(input.view, copy.view));
                return new TensorImpl(storage, op.apply(copy.view), null, state);
            } finally {
                copy.close();
            }
        }
        return new TensorImpl(storage, view, null, state);
    }

    private static TensorImpl[] run(Kernel op, DeviceRuntime runtime, TensorImpl[] inputs, ThreadState state) {
        TensorImpl[] outputs = allocateAll(op, op.infer(inputs), runtime, state);
        boolean done = false;
        try {
            for (TensorImpl output : outputs) {
                if (output.view.numel() != 0) {
                    View[] in = views(inputs);
                    View[] out = views(outputs);
                    runtime.run(backend -> op.run(backend, in, out));
                    break;
                }
            }
            done = true;
        } finally {
            if (!done) {
                close(outputs);
            }
        }
        return outputs;
    }

    private static TensorImpl[] compute(Composite op, TensorImpl[] inputs, ThreadState state) {
        DeviceRuntime runtime = inputs[0].runtime();
        TensorSpec[] specs = op.infer(inputs);
        boolean empty = false;
        for (TensorSpec input : inputs) {
            empty |= input.shape().numel() == 0;
        }
        FusedKernel kernel = empty ? null : runtime.backend().fused(op, views(inputs));
        if (kernel != null) {
            TensorImpl[] outputs = allocateAll(op, specs, runtime, state);
            boolean done = false;
            try {
                View[] in = views(inputs);
                View[] out = views(outputs);
                runtime.run(backend -> kernel.run(in, out));
                done = true;
            } finally {
                if (!done) {
                    close(outputs);
                }
            }
            return outputs;
        }
        boolean before = state.gradEnabled;
        OpListener listener = state.listener;
        ScopeFrame outer = state.scope;
        // What the decomposition makes on its way is given back at once where that is of use.
        ScopeFrame frame = runtime.reclaims(outer) ? new ScopeFrame(outer) : outer;
        state.gradEnabled = false;
        state.listener = null;
        state.scope = frame;
        try {
            Tensor[] results = op.decompose(inputs);
            state.scope = outer;
            TensorImpl[] outputs = new TensorImpl[results.length];
            for (int i = 0; i < outputs.length; i++) {
                TensorImpl result = (TensorImpl) results[i];
                // A decomposition may return an operand as it is; the result needs a place of its own in the graph.
                outputs[i] = new TensorImpl(result.storage, result.view, null, state);
            }
            return outputs;
        } finally {
            state.gradEnabled = before;
            state.listener = listener;
            state.scope = outer;
            if (frame != outer) {
                frame.closeAll();
            }
        }
    }

    private static TensorImpl[] allocateAll(Op op, TensorSpec[] specs, DeviceRuntime runtime, ThreadState state) {
        TensorImpl[] outputs = new TensorImpl[specs.length];
        int count = 0;
        try {
            for (; count < outputs.length; count++) {
                outputs[count] = allocate(op.name(), specs[count], runtime, state);
            }
        } finally {
            if (count < outputs.length) {
                close(outputs);
            }
        }
        return outputs;
    }

    /** Takes memory for a tensor; its contents are arbitrary. */
    static TensorImpl allocate(String origin, TensorSpec spec, DeviceRuntime runtime, ThreadState state) {
        Shape shape = spec.shape();
        if (shape.rank() > Backend.MAX_RANK) {
            throw new ShapeException("tensor: rank " + shape.rank() + " exceeds " + Backend.MAX_RANK + ": " + shape);
        }
        Storage storage = runtime.allocate(origin, spec.dtype(), shape, state.scope != null);
        return new TensorImpl(storage, View.contiguous(storage.buffer(), spec.dtype(), shape), null, state);
    }

    private static View[] views(TensorImpl[] tensors) {
        View[] views = new View[tensors.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = tensors[i].view;
        }
        return views;
    }

    /** Links the results to their operands. */
    private static void record(Op op, TensorImpl[] inputs, TensorImpl[] outputs, ThreadState state) {
        Rule rule = op instanceof Pointwise ? PointwiseRule.INSTANCE : VjpTable.rule(op);
        int count = Math.min(outputs.length, rule.differentiableOutputs());
        boolean floating = false;
        for (int i = 0; i < count; i++) {
            floating |= outputs[i].dtype().isFloating();
        }
        if (!floating) {
            return;
        }
        Edge[] edges = new Edge[inputs.length];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = inputs[i].edge;
        }
        OpNode node = new OpNode(op, rule, edges, outputs.length, state.nextHash());
        for (int i = 0; i < count; i++) {
            TensorImpl output = outputs[i];
            if (output.dtype().isFloating()) {
                output.edge = new Edge(node, i, output.dtype(), output.shape(), output.runtime());
            }
        }
        boolean[] keep = new boolean[inputs.length + outputs.length];
        rule.declare(op, edges, inputs, outputs, keep);
        Saved[] saved = null;
        for (int i = 0; i < keep.length; i++) {
            if (keep[i]) {
                saved = saved == null ? new Saved[keep.length] : saved;
                saved[i] = new Saved(i < inputs.length ? inputs[i] : outputs[i - inputs.length], state.scope);
            }
        }
        node.setSaved(saved);
    }

    private static void tell(ThreadState state, Op op, Tensor[] inputs, Tensor[] outputs) {
        OpListener listener = state.listener;
        state.listener = null;
        try {
            listener.onOp(op, inputs, outputs);
        } finally {
            state.listener = listener;
        }
    }

    /** Gives back tensors that nobody else has seen; entries may be null. */
    static void close(TensorImpl... tensors) {
        for (TensorImpl tensor : tensors) {
            if (tensor != null) {
                tensor.close();
            }
        }
    }
}
