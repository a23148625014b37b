package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A small typed function of one element of each input and some scalar arguments: a list of {@linkplain Instruction
 * instructions} in single-assignment form over the {@linkplain ScalarOp vocabulary}. The inputs, of any types, and the
 * outputs share one shape. Values of the storage types are widened when read; an output is rounded to its storage type
 * when written. Immutable; programs of equal {@link #key()} compute the same.
 */
public final class PointwiseProgram {
    /** A derivative stated for a whole formula, where the table's would be wrong at a kink or need more memory. */
    public interface TangentRule {
        /**
         * Returns the tangent of the formula's value.
         *
         * @param x the inputs, in the type of the formula's arithmetic
         * @param y the value
         * @param s the scalar arguments
         * @param d the tangents of the inputs, null where there is none
         * @return the tangent of y, or null if there is none
         */
        Expr tangent(Expr[] x, Expr y, Expr[] s, Expr[] d);
    }

    /** The definition of a program of any number of outputs. */
    public interface Body {
        /**
         * Returns the values.
         *
         * @param x the inputs, in the type of the arithmetic
         * @param s the scalar arguments, in the same type
         * @return the value of each output
         */
        Expr[] values(Expr[] x, Expr[] s);
    }

    private record VjpKey(long needs, long present, long wide, boolean outputsReadable) {}

    private final String name;
    private final DType[] inputTypes;
    private final DType[] outputTypes;
    private final int scalarCount;
    private final Instruction[] instructions;
    private final int[] outputs;
    private final String key;
    private final TangentRule stated;
    private final DType statedType;
    private final boolean derived;
    private final Pointwise op;
    private final AtomicReferenceArray<PointwiseVjp> frequentVjps = new AtomicReferenceArray<>(16);
    private final ConcurrentMap<VjpKey, PointwiseVjp> rareVjps = new ConcurrentHashMap<>();
    private volatile ProgramPieces pieces;

    PointwiseProgram(
            String name,
            DType[] inputTypes,
            int scalarCount,
            ProgramBuilder builder,
            Expr[] values,
            DType[] outputTypes,
            TangentRule stated,
            DType statedType,
            boolean derived) {
        this.name = name;
        this.inputTypes = inputTypes;
        this.outputTypes = outputTypes;
        this.scalarCount = scalarCount;
        this.outputs = new int[values.length];
        Expr[] cast = new Expr[values.length];
        for (int i = 0; i < values.length; i++) {
            DType type = outputTypes[i].compute();
            cast[i] = values[i].type.compute() == type ? values[i] : values[i].cast(type);
        }
        List<Instruction> list = builder.linearise(cast, outputs);
        this.instructions = list.toArray(new Instruction[0]);
        this.key = Arrays.toString(inputTypes) + list + Arrays.toString(outputs) + Arrays.toString(outputTypes);
        this.stated = stated;
        this.statedType = statedType;
        this.derived = derived;
        this.op = new Pointwise(this, Pointwise.NO_SCALARS);
    }

    /**
     * Defines a program of several outputs, such as the update of a parameter together with what its optimizer
     * remembers. Whoever runs it often keeps it: unlike a {@link Formula}'s it is made anew by each call.
     *
     * @param name as users know the operation
     * @param type the type of the arithmetic, a compute type
     * @param inputs the storage types of the inputs
     * @param scalars the number of run-time scalar arguments
     * @param outputs the storage types of the outputs
     * @param body the definition
     * @return the program
     */
    public static PointwiseProgram of(
            String name, DType type, List<DType> inputs, int scalars, List<DType> outputs, Body body) {
        ProgramBuilder builder = new ProgramBuilder();
        Expr[] x = new Expr[inputs.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = builder.input(i, inputs.get(i)).cast(type);
        }
        Expr[] s = new Expr[scalars];
        for (int i = 0; i < scalars; i++) {
            s[i] = builder.scalar(i, type);
        }
        Expr[] values = body.values(x, s);
        if (values.length != outputs.size()) {
            throw new IllegalArgumentException(
                    name + ": " + values.length + " values for " + outputs.size() + " outputs");
        }
        return new PointwiseProgram(
                name,
                inputs.toArray(new DType[0]),
                scalars,
                builder,
                values,
                outputs.toArray(new DType[0]),
                null,
                type,
                false);
    }

    /**
     * Returns the name, which is what users read in error messages and gradient functions.
     *
     * @return for example {@code gelu}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the number of inputs.
     *
     * @return how many
     */
    public int inputCount() {
        return inputTypes.length;
    }

    /**
     * Returns the storage type of an input.
     *
     * @param i which
     * @return its type
     */
    public DType inputType(int i) {
        return inputTypes[i];
    }

    /**
     * Returns the number of outputs.
     *
     * @return how many
     */
    public int outputCount() {
        return outputs.length;
    }

    /**
     * Returns the storage type of an output.
     *
     * @param i which
     * @return its type
     */
    public DType outputType(int i) {
        return outputTypes[i];
    }

    /**
     * Returns where an output's value is computed.
     *
     * @param i which output
     * @return the position of the instruction, whose type is the compute type of the output's
     */
    public int outputPosition(int i) {
        return outputs[i];
    }

    /**
     * Returns the number of scalar arguments.
     *
     * @return how many
     */
    public int scalarCount() {
        return scalarCount;
    }

    /**
     * Returns the number of instructions.
     *
     * @return how many
     */
    public int size() {
        return instructions.length;
    }

    /**
     * Returns an instruction.
     *
     * @param position its position; operands have smaller ones
     * @return the instruction
     */
    public Instruction instruction(int position) {
        return instructions[position];
    }

    /**
     * Returns a text that two programs share only if they compute the same: the key of kernel caches.
     *
     * @return the key
     */
    public String key() {
        return key;
    }

    /**
     * Tells whether this is a derivative of another program.
     *
     * @return true for derivatives
     */
    public boolean isDerived() {
        return derived;
    }

    /**
     * Returns the operation that runs this program without scalar arguments.
     *
     * @return the operation
     */
    public Pointwise op() {
        return op;
    }

    /**
     * Returns the operation that runs this program.
     *
     * @param scalars the scalar arguments, not copied
     * @return the operation
     */
    public Pointwise op(double... scalars) {
        return scalars.length == 0 ? op : new Pointwise(this, scalars);
    }

    /**
     * Returns the program that computes the gradients of inputs from the cotangents of outputs.
     *
     * @param needs a bit for each input whose gradient is wanted
     * @param present a bit for each output that has a cotangent
     * @param wide a bit for each input whose gradient is wanted in its compute type, to be summed before it is rounded
     * @return the program and what it reads
     */
    public PointwiseVjp vjp(long needs, long present, long wide) {
        if (inputTypes.length <= 2 && outputs.length == 1) {
            int index = (int) (needs | wide << 2);
            PointwiseVjp known = frequentVjps.get(index);
            if (known == null) {
                known = PointwiseVjp.derive(this, needs, 1, wide, true);
                frequentVjps.set(index, known);
            }
            return known;
        }
        return rareVjps.computeIfAbsent(
                new VjpKey(needs, present, wide, true), k -> PointwiseVjp.derive(this, needs, present, wide, true));
    }

    /**
     * Returns the same where the outputs are not there to be read, as inside a reduction.
     *
     * @param needs a bit for each input whose gradient is wanted
     * @return the program, which reads cotangents and inputs
     */
    public PointwiseVjp vjpOfInputs(long needs) {
        return rareVjps.computeIfAbsent(
                new VjpKey(needs, 1, 0, false), k -> PointwiseVjp.derive(this, needs, 1, 0, false));
    }

    /** The pieces in which a program runs that is larger than {@link ProgramPieces#LIMIT}. */
    ProgramPieces pieces() {
        ProgramPieces known = pieces;
        if (known == null) {
            known = new ProgramPieces(this, ProgramPieces.LIMIT);
            pieces = known;
        }
        return known;
    }

    /** The tangent of an output in the direction where input i moves by g and the others rest. */
    Expr tangent(ProgramBuilder builder, Expr[] values, Expr[] inputs, int output, int i, Expr g) {
        if (stated != null) {
            Expr[] x = new Expr[inputs.length];
            Expr[] d = new Expr[inputs.length];
            for (int k = 0; k < x.length; k++) {
                x[k] = inputTypes[k] == DType.BOOL ? inputs[k] : inputs[k].cast(statedType);
            }
            d[i] = g.cast(statedType);
            Expr[] s = new Expr[scalarCount];
            for (int k = 0; k < s.length; k++) {
                s[k] = builder.scalar(k, statedType);
            }
            return stated.tangent(x, values[outputs[output]], s, d);
        }
        Expr[] tangents = new Expr[outputs[output] + 1];
        for (int position = 0; position < tangents.length; position++) {
            Instruction at = instructions[position];
            if (at.op() == ScalarOp.INPUT) {
                tangents[position] = at.index() == i ? g.cast(at.type()) : null;
            } else if (at.op() == ScalarOp.CAST && readsInput(at.a(), i)) {
                // Straight to the wider type: rounding g to the input's type first would lose digits.
                tangents[position] = at.type().isFloating() ? g.cast(at.type().compute()) : null;
            } else {
                Expr[] d = {pick(tangents, at.a()), pick(tangents, at.b()), pick(tangents, at.c())};
                if (d[0] != null || d[1] != null || d[2] != null) {
                    Expr[] x = {pick(values, at.a()), pick(values, at.b()), pick(values, at.c())};
                    tangents[position] = Tangents.of(at.op(), values[position], x, d);
                }
            }
        }
        return tangents[tangents.length - 1];
    }

    private boolean readsInput(int position, int i) {
        return instructions[position].op() == ScalarOp.INPUT && instructions[position].index() == i;
    }

    private static Expr pick(Expr[] from, int position) {
        return position < 0 ? null : from[position];
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof PointwiseProgram program && key.equals(program.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Returns the name and the instructions. */
    @Override
    public String toString() {
        return name + key;
    }
}
