package io.github.autograd4j.internal;

import io.github.autograd4j.Device;

/** Everything this library keeps per thread, so that an operation needs one look-up. */
public final class ThreadState {
    private static final ThreadLocal<ThreadState> CURRENT = ThreadLocal.withInitial(ThreadState::new);

    /** Whether operations are recorded. */
    public boolean gradEnabled = true;

    /** The innermost open scope, or null. */
    public ScopeFrame scope;

    /** The device chosen for new tensors, or null. */
    public Device device;

    /** Who is told of each operation, or null. */
    public OpListener listener;

    private int salt = System.identityHashCode(this);

    private ThreadState() {}

    /** Returns the state of the calling thread. */
    public static ThreadState current() {
        return CURRENT.get();
    }

    /** Returns a well-spread number, for hash tables; not unique. */
    public int nextHash() {
        return (salt += 0x9E3779B9) * 0x85EBCA6B;
    }
}
