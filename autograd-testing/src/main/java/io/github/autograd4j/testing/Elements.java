package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.View;

/** The elements of a view of the reference device, by their row-major number; see {@link ReferenceBuffer}. */
final class Elements {
    private final View view;
    private final DType dtype;
    private final long[] memory;

    Elements(View view) {
        this.view = view;
        this.dtype = view.dtype();
        ReferenceBuffer buffer = (ReferenceBuffer) view.buffer();
        if (buffer.dtype != dtype) {
            throw new IllegalArgumentException("reference: a view of " + dtype + " on memory of " + buffer.dtype);
        }
        this.memory = buffer.elements();
    }

    static Elements[] of(View... views) {
        Elements[] elements = new Elements[views.length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = new Elements(views[i]);
        }
        return elements;
    }

    DType dtype() {
        return dtype;
    }

    private int position(long i) {
        long rest = i;
        long position = view.offset();
        for (int axis = view.rank() - 1; axis >= 0; axis--) {
            position += rest % view.dim(axis) * view.stride(axis);
            rest /= view.dim(axis);
        }
        return Math.toIntExact(position);
    }

    /** The element as it is held: bits of a double, or an integer. */
    long raw(long i) {
        return memory[position(i)];
    }

    void setRaw(long i, long value) {
        memory[position(i)] = value;
    }

    double real(long i) {
        return Double.longBitsToDouble(raw(i));
    }

    /** The element, of whatever type. */
    double number(long i) {
        return dtype.isFloating() ? real(i) : raw(i);
    }

    /** Rounds to the type and stores. */
    void setReal(long i, double value) {
        setRaw(i, Double.doubleToRawLongBits(Rounding.toFloating(dtype, value)));
    }

    /** Wraps to the type and stores. */
    void setInteger(long i, long value) {
        setRaw(i, Rounding.toInteger(dtype, value));
    }
}
