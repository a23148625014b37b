package io.github.autograd4j.testing;

import io.github.autograd4j.spi.View;

/** A composite is of several steps: the errors of each result grow with its largest element. */
final class CompositeBound implements Bound {
    private final View[] outputs;
    private final double[] largest;

    CompositeBound(View... outputs) {
        this.outputs = outputs;
        this.largest = new double[outputs.length];
        for (int k = 0; k < outputs.length; k++) {
            Elements elements = new Elements(outputs[k]);
            for (long i = 0; outputs[k].dtype().isFloating() && i < outputs[k].numel(); i++) {
                double size = Math.abs(elements.real(i));
                largest[k] = Double.isFinite(size) ? Math.max(largest[k], size) : largest[k];
            }
        }
    }

    @Override
    public double allowed(int output, long element, double actual, double expected) {
        Tolerance tolerance = Tolerance.of(outputs[output].dtype(), OpClass.COMPOSITE);
        return tolerance.relative() * Math.abs(expected) + tolerance.absolute() * largest[output];
    }
}
