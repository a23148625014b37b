package io.github.autograd4j.cpu;

import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * One array per thread that grows and is used again. Whoever takes it owns it until it is given
 * back; a nested user of the same thread gets an array of its own.
 */
final class ThreadBuffers<T> {
    private final IntFunction<T> allocate;
    private final ToIntFunction<T> length;
    private final ThreadLocal<Slot<T>> slots = ThreadLocal.withInitial(Slot::new);

    ThreadBuffers(IntFunction<T> allocate, ToIntFunction<T> length) {
        this.allocate = allocate;
        this.length = length;
    }

    /** An array of at least {@code minLength} elements with arbitrary contents. */
    T take(int minLength) {
        Slot<T> slot = slots.get();
        T array = slot.array;
        slot.array = null;
        return array != null && length.applyAsInt(array) >= minLength ? array : allocate.apply(minLength);
    }

    /** Returns what {@link #take} gave. */
    void give(T array) {
        slots.get().array = array;
    }

    private static final class Slot<T> {
        T array;
    }
}
