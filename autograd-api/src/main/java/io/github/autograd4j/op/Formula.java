package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * An element-wise function that is not yet bound to types: a name, a rule for the type of its arithmetic, and its
 * definition over the scalar vocabulary. {@link Formulas} lists them. Bound to the types of operands it gives a {@link
 * PointwiseProgram}, made once.
 */
public final class Formula {
    /** How the type of the arithmetic follows from the promoted type of the operands. */
    public enum Typing {
        /** The promoted type. */
        PROMOTED,
        /** The promoted type, or float32 where that is not floating. */
        FLOATING,
        /** Bool: operands are compared with 0 first. */
        LOGICAL,
        /** The first operand is a bool condition; the promoted type of the others. */
        CONDITION
    }

    /** The definition of a formula. */
    public interface Body {
        /**
         * Returns the value.
         *
         * @param x the operands, in the type of the arithmetic
         * @param s the scalar arguments, in the same type
         * @return the value
         */
        Expr value(Expr[] x, Expr[] s);
    }

    private final String name;
    private final Typing typing;
    private final int arity;
    private final int scalars;
    private final Body body;
    private final PointwiseProgram.TangentRule stated;
    private final AtomicReferenceArray<PointwiseProgram> frequent = new AtomicReferenceArray<>(512);
    private final ConcurrentMap<String, PointwiseProgram> rare = new ConcurrentHashMap<>();

    private Formula(
            String name, Typing typing, int arity, int scalars, Body body, PointwiseProgram.TangentRule stated) {
        this.name = name;
        this.typing = typing;
        this.arity = arity;
        this.scalars = scalars;
        this.body = body;
        this.stated = stated;
    }

    /**
     * Defines a formula.
     *
     * @param name as users type it
     * @param typing the type of its arithmetic
     * @param arity the number of tensor operands
     * @param scalars the number of run-time scalar arguments
     * @param body the definition
     * @return the formula, with the derivative that follows from the definition
     */
    public static Formula of(String name, Typing typing, int arity, int scalars, Body body) {
        return new Formula(name, typing, arity, scalars, body, null);
    }

    /**
     * States the derivative instead of deriving it.
     *
     * @param rule the tangent of the value
     * @return the same formula with that derivative
     */
    public Formula withTangent(PointwiseProgram.TangentRule rule) {
        return new Formula(name, typing, arity, scalars, body, rule);
    }

    /**
     * Returns the name.
     *
     * @return as users type it
     */
    public String name() {
        return name;
    }

    /**
     * Returns the number of tensor operands.
     *
     * @return how many
     */
    public int arity() {
        return arity;
    }

    /**
     * Returns the typing rule.
     *
     * @return how the type of the arithmetic is found
     */
    public Typing typing() {
        return typing;
    }

    /**
     * Binds the formula to types.
     *
     * @param promoted the promoted type of the operands (of the last two for {@link Typing#CONDITION})
     * @param types the storage types of the operands
     * @return the program
     */
    public PointwiseProgram bind(DType promoted, DType... types) {
        if (types.length > 2) {
            StringBuilder key = new StringBuilder(promoted.toString());
            for (DType type : types) {
                key.append(type);
            }
            return rare.computeIfAbsent(key.toString(), k -> build(promoted, types.clone()));
        }
        return types.length == 1 ? bind(promoted, types[0], null) : bind(promoted, types[0], types[1]);
    }

    /**
     * Binds a formula of one or two operands, without allocation once it is known.
     *
     * @param promoted the promoted type of the operands
     * @param a the storage type of the first
     * @param b the storage type of the second, or null if there is only one
     * @return the program
     */
    public PointwiseProgram bind(DType promoted, DType a, DType b) {
        int index = promoted.ordinal() << 6 | a.ordinal() << 3 | (b == null ? 0 : b.ordinal());
        PointwiseProgram known = frequent.get(index);
        if (known == null) {
            known = build(promoted, b == null ? new DType[] {a} : new DType[] {a, b});
            frequent.set(index, known);
        }
        return known;
    }

    private PointwiseProgram build(DType promoted, DType[] types) {
        DType result =
                switch (typing) {
                    case PROMOTED, CONDITION -> promoted;
                    case FLOATING -> promoted.isFloating() ? promoted : DType.FLOAT32;
                    case LOGICAL -> DType.BOOL;
                };
        // Arithmetic on truth values counts; a result of bool is again "not 0".
        DType type = typing == Typing.PROMOTED && result == DType.BOOL ? DType.INT32 : result.compute();
        ProgramBuilder builder = new ProgramBuilder();
        Expr[] x = new Expr[types.length];
        for (int i = 0; i < x.length; i++) {
            Expr input = builder.input(i, types[i]);
            x[i] = typing == Typing.CONDITION && i == 0 ? input.cast(DType.BOOL) : input.cast(type);
        }
        Expr[] s = new Expr[scalars];
        for (int i = 0; i < scalars; i++) {
            s[i] = builder.scalar(i, type);
        }
        Expr value = body.value(x, s);
        DType output = value.type().compute() == type ? result : value.type();
        return new PointwiseProgram(
                name, types, scalars, builder, new Expr[] {value}, new DType[] {output}, stated, type, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
