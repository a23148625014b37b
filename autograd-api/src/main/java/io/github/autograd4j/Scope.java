package io.github.autograd4j;

import io.github.autograd4j.autodiff.GraphWalk;
import io.github.autograd4j.autodiff.TensorImpl;
import io.github.autograd4j.internal.ScopeFrame;
import io.github.autograd4j.internal.ThreadState;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Owns the tensors that its thread makes while it is open, and closes them when it is closed: what device memory a
 * training step took is given back at its end, whatever the garbage collector does.
 *
 * <pre>{@code
 * try (Scope step = Scope.open()) {
 *   Tensor loss = model.forward(x).crossEntropy(y);
 *   loss.backward();
 *   optimizer.step();
 * }
 * }</pre>
 *
 * <p>Gradients of leaves, optimizer state and assigned parameters belong to their owners and outlive it, and so does
 * what was {@linkplain #keep kept}. A graph recorded inside holds what it needs itself. Confined to one thread; scopes
 * nest.
 */
public final class Scope implements AutoCloseable {
    private final ThreadState state;
    private final ScopeFrame frame;
    private boolean closed;

    private Scope(ThreadState state) {
        this.state = state;
        this.frame = new ScopeFrame(state.scope);
        state.scope = frame;
    }

    /**
     * Opens a scope inside the current one.
     *
     * @return the scope, to be closed by this thread
     */
    public static Scope open() {
        return new Scope(ThreadState.current());
    }

    /**
     * Runs a function in a scope of its own, which its result outlives.
     *
     * @param function makes the result
     * @return its result, which belongs to the surrounding scope, or is as if it had been made outside of scopes
     */
    public static Tensor tidy(Supplier<Tensor> function) {
        try (Scope scope = open()) {
            Tensor result = function.get();
            GraphWalk.move((TensorImpl) result, scope.frame);
            return result;
        }
    }

    /**
     * Lets a tensor outlive this scope: it then belongs to the surrounding one, or to the caller, who is to close it. If
     * only the garbage collector gives it back, that is a {@linkplain Leak leak}; and so is what its graph saved, unless
     * it is differentiated: keep a {@linkplain Tensor#detach() detached} tensor if only its elements are wanted.
     *
     * @param tensor the tensor
     * @return the same
     */
    public Tensor keep(Tensor tensor) {
        GraphWalk.keep((TensorImpl) tensor, frame);
        return tensor;
    }

    /**
     * Lets tensors outlive this scope.
     *
     * @param tensors the tensors
     * @return the same
     */
    public List<Tensor> keep(Collection<Tensor> tensors) {
        tensors.forEach(this::keep);
        return List.copyOf(tensors);
    }

    /**
     * Returns how many tensors would be closed now.
     *
     * @return the number of tensors that the scope owns
     */
    public int size() {
        return frame.size();
    }

    /** Closes the tensors made since it was opened, except those kept. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (state.scope != frame) {
            throw new IllegalStateException("scope: closed out of order or by another thread");
        }
        closed = true;
        state.scope = frame.parent();
        frame.closeAll();
    }
}
