package io.github.autograd4j.op;

import io.github.autograd4j.DType;

/**
 * A value in a program under construction: formulas are written by combining these. Equal expressions of one {@link
 * ProgramBuilder} are one object, so common sub-expressions are computed once.
 */
public final class Expr {
    final ProgramBuilder builder;
    final int id;
    final ScalarOp op;
    final DType type;
    final Expr a;
    final Expr b;
    final Expr c;
    final int index;
    final double literal;

    Expr(ProgramBuilder builder, int id, ScalarOp op, DType type, Expr a, Expr b, Expr c, int index, double literal) {
        this.builder = builder;
        this.id = id;
        this.op = op;
        this.type = type;
        this.a = a;
        this.b = b;
        this.c = c;
        this.index = index;
        this.literal = literal;
    }

    /**
     * Returns the type of the value.
     *
     * @return the type
     */
    public DType type() {
        return type;
    }

    /**
     * Returns a constant of this value's type.
     *
     * @param value the constant; part of the program, so only structural numbers belong here
     * @return the constant
     */
    public Expr constant(double value) {
        return builder.literal(type.compute(), value);
    }

    boolean isLiteral(double value) {
        return op == ScalarOp.LITERAL && literal == value;
    }

    /**
     * Applies a unary function of the vocabulary.
     *
     * @param function the function
     * @return its value
     */
    public Expr apply(ScalarOp function) {
        return builder.unary(function, this);
    }

    /**
     * Applies a binary function of the vocabulary.
     *
     * @param function the function
     * @param other the second operand, of the same type
     * @return its value
     */
    public Expr apply(ScalarOp function, Expr other) {
        return builder.binary(function, this, other);
    }

    /**
     * Converts.
     *
     * @param target the type to convert to
     * @return the converted value
     */
    public Expr cast(DType target) {
        return builder.cast(this, target);
    }

    /**
     * Chooses: this must be bool.
     *
     * @param yes the value where this holds
     * @param no the value elsewhere
     * @return the choice
     */
    public Expr select(Expr yes, Expr no) {
        return builder.select(this, yes, no);
    }

    /**
     * −x.
     *
     * @return −this
     */
    public Expr neg() {
        return apply(ScalarOp.NEG);
    }

    /**
     * a + b.
     *
     * @param other b
     * @return the sum
     */
    public Expr add(Expr other) {
        return apply(ScalarOp.ADD, other);
    }

    /**
     * a + b.
     *
     * @param other the structural constant b
     * @return the sum
     */
    public Expr add(double other) {
        return add(constant(other));
    }

    /**
     * a − b.
     *
     * @param other b
     * @return the difference
     */
    public Expr sub(Expr other) {
        return apply(ScalarOp.SUB, other);
    }

    /**
     * b − a.
     *
     * @param other the structural constant b
     * @return b − this
     */
    public Expr rsub(double other) {
        return constant(other).sub(this);
    }

    /**
     * a · b.
     *
     * @param other b
     * @return the product
     */
    public Expr mul(Expr other) {
        return apply(ScalarOp.MUL, other);
    }

    /**
     * a · b.
     *
     * @param other the structural constant b
     * @return the product
     */
    public Expr mul(double other) {
        return mul(constant(other));
    }

    /**
     * a / b.
     *
     * @param other b
     * @return the quotient
     */
    public Expr div(Expr other) {
        return apply(ScalarOp.DIV, other);
    }

    /**
     * x².
     *
     * @return the square
     */
    public Expr square() {
        return mul(this);
    }

    /**
     * a ∧ b.
     *
     * @param other b
     * @return the conjunction
     */
    public Expr and(Expr other) {
        return apply(ScalarOp.AND, other);
    }

    /**
     * Compares with a constant.
     *
     * @param comparison one of the comparisons
     * @param other the structural constant
     * @return the truth value
     */
    public Expr is(ScalarOp comparison, double other) {
        return apply(comparison, constant(other));
    }
}
