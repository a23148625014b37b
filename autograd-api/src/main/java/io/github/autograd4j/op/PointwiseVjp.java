package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import java.util.Arrays;

/**
 * The derivative of a program, as a program: its inputs are some of the cotangents, forward inputs and forward outputs
 * (what it does not read need not be saved), its outputs the gradients.
 */
public final class PointwiseVjp {
    private final PointwiseProgram program;
    private final int[] sources;
    private final int[] outputOf;
    private final int cotangents;
    private final int forwardInputs;

    private PointwiseVjp(PointwiseProgram program, int[] sources, int[] outputOf, int cotangents, int forwardInputs) {
        this.program = program;
        this.sources = sources;
        this.outputOf = outputOf;
        this.cotangents = cotangents;
        this.forwardInputs = forwardInputs;
    }

    static PointwiseVjp derive(PointwiseProgram forward, long needs, long present, long wide, boolean outputsReadable) {
        int n = forward.inputCount();
        int m = forward.outputCount();
        ProgramBuilder builder = new ProgramBuilder();
        // Provisional numbers of the inputs: cotangents, then forward inputs, then forward outputs.
        Expr[] inputs = new Expr[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = builder.input(m + i, forward.inputType(i));
        }
        Expr[] values = replay(forward, builder, inputs, outputsReadable);
        Expr[] gradients = new Expr[Long.bitCount(needs)];
        DType[] types = new DType[gradients.length];
        int[] outputOf = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            outputOf[i] = -1;
            if ((needs >> i & 1) == 0) {
                continue;
            }
            Expr gradient = null;
            for (int k = 0; k < m; k++) {
                if ((present >> k & 1) != 0) {
                    Expr g = builder.input(k, forward.outputType(k));
                    gradient = Tangents.sum(gradient, forward.tangent(builder, values, inputs, k, i, g));
                }
            }
            if (gradient != null) {
                outputOf[i] = count;
                gradients[count] = gradient;
                types[count++] = (wide >> i & 1) != 0 ? gradient.type.compute() : forward.inputType(i);
            }
        }
        return renumbered(forward, builder, Arrays.copyOf(gradients, count), Arrays.copyOf(types, count), outputOf);
    }

    /** The forward values in terms of saved tensors: outputs are read rather than computed again. */
    private static Expr[] replay(
            PointwiseProgram forward, ProgramBuilder builder, Expr[] inputs, boolean outputsReadable) {
        int n = forward.inputCount();
        int m = forward.outputCount();
        Expr[] values = new Expr[forward.size()];
        for (int position = 0; position < values.length; position++) {
            Instruction at = forward.instruction(position);
            int output = !outputsReadable || at.op().arity() == 0 || !at.type().isFloating()
                    ? -1
                    : outputAt(forward, position);
            if (output >= 0) {
                values[position] = builder.input(m + n + output, forward.outputType(output));
            } else if (at.op() == ScalarOp.INPUT) {
                values[position] = inputs[at.index()];
            } else {
                values[position] = builder.remake(at, pick(values, at.a()), pick(values, at.b()), pick(values, at.c()));
            }
        }
        return values;
    }

    private static int outputAt(PointwiseProgram forward, int position) {
        for (int k = 0; k < forward.outputCount(); k++) {
            if (forward.outputPosition(k) == position) {
                return k;
            }
        }
        return -1;
    }

    private static Expr pick(Expr[] from, int position) {
        return position < 0 ? null : from[position];
    }

    private static PointwiseVjp renumbered(
            PointwiseProgram forward, ProgramBuilder provisional, Expr[] gradients, DType[] types, int[] outputOf) {
        int n = forward.inputCount();
        int m = forward.outputCount();
        int[] positions = new int[gradients.length];
        Instruction[] list = provisional.linearise(gradients, positions).toArray(new Instruction[0]);
        int[] number = new int[2 * m + n];
        for (Instruction at : list) {
            if (at.op() == ScalarOp.INPUT) {
                number[at.index()] = 1;
            }
        }
        int[] sources = new int[Arrays.stream(number).sum()];
        DType[] inputTypes = new DType[sources.length];
        int used = 0;
        for (int source = 0; source < number.length; source++) {
            if (number[source] != 0) {
                number[source] = used;
                sources[used] = source;
                inputTypes[used++] = source < m
                        ? forward.outputType(source)
                        : source < m + n ? forward.inputType(source - m) : forward.outputType(source - m - n);
            }
        }
        ProgramBuilder builder = new ProgramBuilder();
        Expr[] values = new Expr[list.length];
        for (int position = 0; position < list.length; position++) {
            Instruction at = list[position];
            values[position] = at.op() == ScalarOp.INPUT
                    ? builder.input(number[at.index()], at.type())
                    : builder.remake(at, pick(values, at.a()), pick(values, at.b()), pick(values, at.c()));
        }
        Expr[] outputs = new Expr[gradients.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = values[positions[i]];
        }
        PointwiseProgram program = new PointwiseProgram(
                forward.name() + "Backward",
                inputTypes,
                forward.scalarCount(),
                builder,
                outputs,
                types,
                null,
                null,
                true);
        return new PointwiseVjp(program, sources, outputOf, m, n);
    }

    /**
     * Returns the program.
     *
     * @return a program whose inputs are described by {@link #cotangent}, {@link #input} and {@link #output}
     */
    public PointwiseProgram program() {
        return program;
    }

    /**
     * Returns which cotangent an input of the program is.
     *
     * @param k an input of the program
     * @return the number of the forward output, or −1 if it is not a cotangent
     */
    public int cotangent(int k) {
        return sources[k] < cotangents ? sources[k] : -1;
    }

    /**
     * Returns which forward input an input of the program is.
     *
     * @param k an input of the program
     * @return the number of the forward input, or −1
     */
    public int input(int k) {
        int i = sources[k] - cotangents;
        return i >= 0 && i < forwardInputs ? i : -1;
    }

    /**
     * Returns which forward output an input of the program is.
     *
     * @param k an input of the program
     * @return the number of the forward output, or −1
     */
    public int output(int k) {
        return Math.max(-1, sources[k] - cotangents - forwardInputs);
    }

    /**
     * Returns where the gradient of a forward input is.
     *
     * @param i the forward input
     * @return the number of the program's output, or −1 if the input has no tangent: its gradient is zero
     */
    public int gradientOf(int i) {
        return outputOf[i];
    }
}
