package io.github.autograd4j.autodiff;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.GradFn;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.DeviceRuntime;
import io.github.autograd4j.internal.Lease;
import io.github.autograd4j.internal.ScopeFrame;
import io.github.autograd4j.internal.Storage;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.spi.View;
import java.util.function.UnaryOperator;

/** What a tensor is behind its API: a view of a storage, and perhaps a place in a graph. */
public final class TensorImpl extends Tensor implements ScopeFrame.Member {
    final Storage storage;
    final View view;

    /** Where the gradient goes; null for a tensor that needs none. */
    Edge edge;

    private final Lease lease;
    private ScopeFrame owner;
    private boolean closed;

    TensorImpl(Storage storage, View view, Edge edge) {
        this(storage, view, edge, ThreadState.current());
    }

    TensorImpl(Storage storage, View view, Edge edge, ThreadState state) {
        this.storage = storage;
        this.view = view;
        this.edge = edge;
        this.lease = storage.lease(this, state.scope != null);
        if (state.scope != null) {
            state.scope.add(this);
        }
    }

    /** The implementation behind a handle, alive. */
    static TensorImpl of(Tensor tensor, String op) {
        TensorImpl impl = (TensorImpl) tensor;
        if (impl.closed) {
            throw new IllegalStateException(op + ": " + impl.view.describe() + " was closed"
                    + " (a tensor made inside a Scope ends with it unless it is kept)");
        }
        return impl;
    }

    /** Takes a tensor out of the scopes: it belongs to an owner that outlives them. */
    public static Tensor adopt(Tensor tensor) {
        GraphWalk.adopt((TensorImpl) tensor);
        return tensor;
    }

    /** Gives a tensor that no scope owns, as one made by another thread, to the scope that is open here, if any. */
    public static void own(Tensor tensor) {
        TensorImpl impl = (TensorImpl) tensor;
        ScopeFrame scope = ThreadState.current().scope;
        if (scope != null && impl.owner == null) {
            scope.add(impl);
        }
    }

    DeviceRuntime runtime() {
        return storage.runtime();
    }

    /** The view of an open tensor. */
    public View view() {
        return of(this, "view").view;
    }

    /** The storage of an open tensor. */
    public Storage storage() {
        return of(this, "storage").storage;
    }

    @Override
    public DType dtype() {
        return view.dtype();
    }

    @Override
    public Shape shape() {
        return view.shape();
    }

    @Override
    public long[] strides() {
        return view.strides();
    }

    @Override
    public boolean isContiguous() {
        return view.isContiguous();
    }

    @Override
    public Device device() {
        return runtime().device();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean requiresGrad() {
        return edge != null;
    }

    @Override
    public boolean isLeaf() {
        return edge == null || edge.node instanceof LeafNode;
    }

    @Override
    public GradFn gradFn() {
        return isLeaf() ? null : edge.node;
    }

    @Override
    public Tensor requiresGrad(boolean requires) {
        if (!isLeaf()) {
            throw new GraphException("requiresGrad: only leaves can be told: this is the result of " + edge.node.name()
                    + "; use detach()");
        }
        if (requires && edge == null) {
            if (!dtype().isFloating()) {
                throw new GraphException("requiresGrad: only floating-point tensors have gradients, got " + describe());
            }
            edge = new Edge(new LeafNode(ThreadState.current().nextHash()), 0, dtype(), shape(), runtime());
        } else if (!requires) {
            edge = null;
        }
        return this;
    }

    @Override
    public Tensor grad() {
        if (edge == null) {
            return null;
        }
        return edge.node instanceof LeafNode leaf ? leaf.grad() : edge.node.retainedGrad(edge.output);
    }

    @Override
    public void setGrad(Tensor grad) {
        if (edge == null || !(edge.node instanceof LeafNode leaf)) {
            throw new GraphException("setGrad: only leaves that require gradients have one to set: " + describe());
        }
        if (grad != null && (!grad.shape().equals(shape()) || grad.dtype() != dtype())) {
            throw new GraphException("setGrad: the gradient of " + describe() + " cannot be " + grad.describe());
        }
        leaf.setGrad(grad);
    }

    @Override
    public Restore registerHook(UnaryOperator<Tensor> hook) {
        if (edge == null) {
            throw new GraphException("registerHook: " + describe() + " does not require gradients");
        }
        return edge.node.addHook(edge.output, hook);
    }

    @Override
    public Tensor retainGrad() {
        if (edge == null) {
            throw new GraphException("retainGrad: " + describe() + " does not require gradients");
        }
        if (!isLeaf()) {
            edge.node.retainGrad(edge.output);
        }
        return this;
    }

    /** Another handle of the same memory at the same place of the graph. */
    TensorImpl alias() {
        return new TensorImpl(of(this, "grad").storage, view, edge);
    }

    @Override
    public Tensor detach() {
        return new TensorImpl(of(this, "detach").storage, view, null);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (lease != null) {
                lease.release();
            }
        }
    }

    @Override
    public ScopeFrame owner() {
        return owner;
    }

    @Override
    public void setOwner(ScopeFrame owner) {
        this.owner = owner;
        if (owner == null) {
            storage.outliveScope();
        }
    }

    @Override
    public void keep() {
        storage.keep();
        owner = null;
    }

    @Override
    public void closeByScope() {
        close();
    }
}
