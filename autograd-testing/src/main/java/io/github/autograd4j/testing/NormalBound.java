package io.github.autograd4j.testing;

import io.github.autograd4j.DType;

/**
 * Normally distributed numbers are a radius times a cosine: some units of the radius, which is less than ten.
 *
 * @param dtype the type of the numbers
 */
record NormalBound(DType dtype) implements Bound {
    @Override
    public double allowed(int output, long element, double actual, double expected) {
        return Bound.cheap(dtype, OpClass.TRANSCENDENTAL.relativeUlps, expected)
                + 10 * Tolerance.unit(DType.FLOAT64) * OpClass.TRANSCENDENTAL.relativeUlps;
    }
}
