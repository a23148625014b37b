package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;
import java.util.Arrays;

/** A {@link PointwiseProgram} with its scalar arguments: any element-wise operation. Operands broadcast. */
public final class Pointwise implements Kernel {
    static final double[] NO_SCALARS = {};

    private final PointwiseProgram program;
    private final double[] scalars;

    Pointwise(PointwiseProgram program, double[] scalars) {
        this.program = program;
        this.scalars = scalars;
    }

    /**
     * Returns the program.
     *
     * @return the program
     */
    public PointwiseProgram program() {
        return program;
    }

    /**
     * Returns the scalar arguments.
     *
     * @return the arguments; not to be changed
     */
    public double[] scalars() {
        return scalars;
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].dtype() != program.inputType(i)) {
                throw new DTypeException(
                        name() + ": expected " + program.inputType(i) + ", got " + inputs[i].describe());
            }
        }
        Shape shape = broadcast(name(), inputs);
        TensorSpec[] outputs = new TensorSpec[program.outputCount()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = TensorSpec.of(program.outputType(i), shape);
        }
        return outputs;
    }

    /**
     * Returns the shape that all operands broadcast to.
     *
     * @param name the operation, for the message
     * @param inputs the operands, at least one
     * @return the common shape
     * @throws ShapeException if there is none
     */
    public static Shape broadcast(String name, TensorSpec... inputs) {
        Shape shape = inputs[0].shape();
        for (int i = 1; i < inputs.length; i++) {
            Shape next = inputs[i].shape();
            if (next != shape) {
                Shape common = Shape.broadcast(shape, next);
                if (common == null) {
                    throw new ShapeException(name + ": cannot broadcast " + inputs[0].describe() + " with "
                            + inputs[i].describe() + mismatch(shape, next));
                }
                shape = common;
            }
        }
        return shape;
    }

    private static String mismatch(Shape a, Shape b) {
        for (int axis = -1; axis >= -Math.min(a.rank(), b.rank()); axis--) {
            if (a.dim(axis) != b.dim(axis) && a.dim(axis) != 1 && b.dim(axis) != 1) {
                return " (axis " + axis + ": " + a.dim(axis) + " vs " + b.dim(axis) + ")";
            }
        }
        return "";
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        Shape shape = outputs[0].shape();
        View[] expanded = inputs;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].shape() != shape && !inputs[i].shape().equals(shape)) {
                if (expanded == inputs) {
                    expanded = inputs.clone();
                }
                expanded[i] = inputs[i].expand(shape);
            }
        }
        backend.pointwise(program, scalars, expanded, outputs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pointwise op && program.equals(op.program) && Arrays.equals(scalars, op.scalars);
    }

    @Override
    public int hashCode() {
        return 31 * program.hashCode() + Arrays.hashCode(scalars);
    }

    @Override
    public String toString() {
        return name() + (scalars.length == 0 ? "" : Arrays.toString(scalars));
    }
}
