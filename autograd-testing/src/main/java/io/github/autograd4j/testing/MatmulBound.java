package io.github.autograd4j.testing;

import io.github.autograd4j.spi.View;

/** Errors are relative to the sizes of the products that are added up. */
final class MatmulBound implements Bound {
    private final View output;
    private final long k;
    private final double alpha;
    private final double beta;
    private final Elements left;
    private final Elements right;
    private final Elements old;

    /** The output is looked at as it was before, if beta is not 0. */
    MatmulBound(View a, View b, View output, double alpha, double beta) {
        this.output = output;
        this.k = a.dim(a.rank() - 1);
        this.alpha = alpha;
        this.beta = beta;
        this.left = new Elements(a);
        this.right = new Elements(b);
        this.old = beta == 0 ? null : new Elements(output);
    }

    @Override
    public double allowed(int index, long element, double actual, double expected) {
        if (!output.dtype().isFloating()) {
            return 0;
        }
        long m = output.dim(output.rank() - 2);
        long n = output.dim(output.rank() - 1);
        long row = element / n * k;
        long column = element / (m * n) * k * n + element % n;
        double size = 0;
        for (long p = 0; p < k; p++) {
            size += Math.abs(left.real(row + p) * right.real(column + p * n));
        }
        double before = old == null ? 0 : Math.abs(beta * old.real(element));
        return Bound.cheap(output.dtype(), 0, expected)
                + Bound.ulps(output.dtype(), OpClass.PRODUCT.relativeUlps) * (Math.abs(alpha) * size + before);
    }
}
