package io.github.autograd4j.testing;

import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;

/** Of several elements that replace the same one any may win; a sum may be rounded to its type after each term. */
final class ScatterBound implements Bound {
    private final ScatterMode mode;
    private final View target;
    private final Elements source;
    private final Elements old;
    private final long[] places;

    ScatterBound(ScatterMode mode, View source, View index, int axis, View target) {
        this.mode = mode;
        this.target = target;
        this.source = new Elements(source);
        this.old = new Elements(target);
        this.places = new long[Math.toIntExact(index.numel())];
        Elements picks = new Elements(index);
        for (int i = 0; i < places.length; i++) {
            places[i] = place(index.shape(), i, axis, picks.raw(i));
        }
    }

    /** The number, in the target, of the element that the i-th of the source meets. */
    private long place(Shape shape, int i, int axis, long picked) {
        int[] at = Values.index(shape, i);
        long number = 0;
        for (int k = 0; k < at.length; k++) {
            number = number * target.dim(k) + (k == axis ? picked : at[k]);
        }
        return number;
    }

    @Override
    public double allowed(int output, long element, double actual, double expected) {
        boolean floating = target.dtype().isFloating();
        double size = floating ? Math.abs(old.real(element)) : 0;
        int count = 0;
        boolean winner = false;
        for (int i = 0; i < places.length; i++) {
            if (places[i] == element) {
                count++;
                size += floating ? Math.abs(source.real(i)) : 0;
                winner |= (floating ? source.real(i) : source.raw(i)) == actual;
            }
        }
        if (mode == ScatterMode.SET) {
            return winner ? Double.POSITIVE_INFINITY : 0;
        }
        return floating ? Bound.cheap(target.dtype(), 0, expected) + count * Tolerance.unit(target.dtype()) * size : 0;
    }
}
