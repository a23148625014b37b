package io.github.autograd4j.autodiff;

import io.github.autograd4j.GraphException;
import io.github.autograd4j.internal.Lease;
import io.github.autograd4j.internal.ScopeFrame;
import io.github.autograd4j.internal.Storage;
import io.github.autograd4j.spi.View;

/** A tensor kept for the backward pass: its memory, not its handle, and the version that was seen. */
final class Saved implements ScopeFrame.Member {
    private final Storage storage;
    private final View view;
    private final Edge edge;
    private final int version;
    private final Lease lease;
    private ScopeFrame owner;
    private boolean released;

    Saved(TensorImpl tensor, ScopeFrame scope) {
        this.storage = tensor.storage;
        this.view = tensor.view;
        this.edge = tensor.edge;
        this.version = storage.version();
        boolean scoped = scope != null && storage.runtime().managed();
        this.lease = storage.lease(this, scoped);
        if (scoped) {
            scope.add(this);
        }
    }

    /** The tensor, with its place in the graph. */
    TensorImpl unpack(Node node) {
        if (released) {
            throw new GraphException(
                    node.name() + ": what it saved went with the scope it was recorded in; differentiate"
                            + " inside the scope, or keep the result");
        }
        if (storage.version() != version) {
            throw new GraphException(node.name() + ": " + view.describe() + " was saved for the backward pass and then"
                    + " changed in place (version " + storage.version() + ", saved at " + version
                    + "); change it after the backward pass, or save a clone");
        }
        return new TensorImpl(storage, view, edge);
    }

    void release() {
        released = true;
        if (lease != null) {
            lease.release();
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
        release();
    }
}
