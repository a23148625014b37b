package io.github.autograd4j.testing;

import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;

/** The rounding of the program, on either device. */
final class PointwiseBound implements Bound {
    private final PointwiseProgram program;
    private final RoundingBound rounding;

    PointwiseBound(PointwiseProgram program, double[] scalars, View... inputs) {
        this.program = program;
        this.rounding = new RoundingBound(program, scalars, Elements.of(inputs));
    }

    @Override
    public double allowed(int output, long element, double actual, double expected) {
        boolean decided = !program.outputType(output).isFloating();
        double moved = rounding.at(element, output);
        // An integer or a truth value changes by a whole one, if at all.
        return decided ? moved : 2 * (moved + Bound.cheap(program.outputType(output), 0, expected));
    }
}
