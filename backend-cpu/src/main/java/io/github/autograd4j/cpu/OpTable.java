package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;

/** What there is for each operation of the scalar vocabulary. */
public final class OpTable<T> {
    private final Object[] entries = new Object[ScalarOp.values().length];

    /** Enters what there is for an operation. */
    public void put(ScalarOp op, T entry) {
        entries[op.ordinal()] = entry;
    }

    /** Returns what there is for an operation, or null. */
    @SuppressWarnings("unchecked")
    public T find(ScalarOp op) {
        return (T) entries[op.ordinal()];
    }

    T get(ScalarOp op) {
        T entry = find(op);
        if (entry == null) {
            throw new IllegalArgumentException("cpu: no loop for " + op + " here");
        }
        return entry;
    }
}
