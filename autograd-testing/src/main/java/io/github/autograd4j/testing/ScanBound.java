package io.github.autograd4j.testing;

import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.View;

/** As {@link ReduceBound}, for each prefix. */
final class ScanBound implements Bound {
    private final ScanOp op;
    private final View input;
    private final Elements elements;
    private final long length;
    private final long step;

    ScanBound(ScanOp op, View input, int axis) {
        this.op = op;
        this.input = input;
        this.elements = new Elements(input);
        this.length = input.dim(axis);
        long inner = 1;
        for (int i = axis + 1; i < input.rank(); i++) {
            inner *= input.dim(i);
        }
        this.step = inner;
    }

    @Override
    public double allowed(int output, long element, double actual, double expected) {
        if (!input.dtype().isFloating()) {
            return 0;
        }
        long position = element / step % length;
        double size = 0;
        for (long j = 0; j <= position; j++) {
            size += Math.abs(elements.real(element - j * step));
        }
        double ulps = OpClass.REDUCTION.relativeUlps;
        return Bound.cheap(input.dtype(), 0, expected)
                + (op == ScanOp.SUM
                        ? Bound.ulps(input.dtype(), ulps) * size
                        : Bound.ulps(input.dtype(), ulps + position) * Math.abs(expected));
    }
}
