package io.github.autograd4j.op;

import static io.github.autograd4j.op.ScalarOp.COS;
import static io.github.autograd4j.op.ScalarOp.COSH;
import static io.github.autograd4j.op.ScalarOp.EQ;
import static io.github.autograd4j.op.ScalarOp.EXP;
import static io.github.autograd4j.op.ScalarOp.FLOOR_DIV;
import static io.github.autograd4j.op.ScalarOp.GE;
import static io.github.autograd4j.op.ScalarOp.GT;
import static io.github.autograd4j.op.ScalarOp.LOG;
import static io.github.autograd4j.op.ScalarOp.LT;
import static io.github.autograd4j.op.ScalarOp.NEG;
import static io.github.autograd4j.op.ScalarOp.POW;
import static io.github.autograd4j.op.ScalarOp.RSQRT;
import static io.github.autograd4j.op.ScalarOp.SIGMOID;
import static io.github.autograd4j.op.ScalarOp.SIGN;
import static io.github.autograd4j.op.ScalarOp.SIN;
import static io.github.autograd4j.op.ScalarOp.SINH;

import java.util.EnumMap;
import java.util.Map;

/**
 * The derivative table of the scalar vocabulary, in tangent form: given the value y of an instruction, its operands and
 * the tangent d of one of them, the contribution to the tangent of y. Partial derivatives are summed; an operand without
 * a tangent contributes nothing (not 0 · something, which could be NaN). The table is closed: its rows use the
 * vocabulary only, so every program has derivatives of every order.
 *
 * <p>Conventions at kinks are PyTorch's: |x|′(0) = 0; ties of maximum and minimum give ½ to each; 0⁰ has gradients 0 and
 * 0; atan2 has gradient 0 at the origin; rounding functions and comparisons have derivative 0 everywhere.
 */
final class Tangents {
    private Tangents() {}

    private interface Unary {
        Expr tangent(Expr y, Expr x, Expr d);
    }

    private interface Partial {
        Expr tangent(Expr y, Expr a, Expr b, Expr d);
    }

    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
    private static final double LN_2 = Math.log(2);
    private static final double LN_10 = Math.log(10);

    private static final Map<ScalarOp, Unary> UNARY = new EnumMap<>(ScalarOp.class);
    private static final Map<ScalarOp, Partial[]> BINARY = new EnumMap<>(ScalarOp.class);

    static {
        unary(ScalarOp.NEG, (y, x, d) -> d.neg());
        unary(ScalarOp.ABS, (y, x, d) -> d.mul(x.apply(SIGN)));
        unary(ScalarOp.SIGN, (y, x, d) -> null);
        unary(ScalarOp.SQRT, (y, x, d) -> d.div(y.mul(2)));
        unary(ScalarOp.RSQRT, (y, x, d) -> d.mul(y.mul(y).mul(y)).mul(-0.5));
        unary(ScalarOp.RECIPROCAL, (y, x, d) -> d.mul(y.mul(y)).neg());
        unary(ScalarOp.EXP, (y, x, d) -> d.mul(y));
        unary(ScalarOp.EXPM1, (y, x, d) -> d.mul(y.add(1)));
        unary(ScalarOp.LOG, (y, x, d) -> d.div(x));
        unary(ScalarOp.LOG1P, (y, x, d) -> d.div(x.add(1)));
        unary(ScalarOp.LOG2, (y, x, d) -> d.div(x.mul(LN_2)));
        unary(ScalarOp.LOG10, (y, x, d) -> d.div(x.mul(LN_10)));
        unary(ScalarOp.SIN, (y, x, d) -> d.mul(x.apply(COS)));
        unary(ScalarOp.COS, (y, x, d) -> d.mul(x.apply(SIN)).neg());
        unary(ScalarOp.TAN, (y, x, d) -> d.mul(y.mul(y).add(1)));
        unary(ScalarOp.ASIN, (y, x, d) -> d.mul(x.square().rsub(1).apply(RSQRT)));
        unary(ScalarOp.ACOS, (y, x, d) -> d.mul(x.square().rsub(1).apply(RSQRT)).neg());
        unary(ScalarOp.ATAN, (y, x, d) -> d.div(x.square().add(1)));
        unary(ScalarOp.SINH, (y, x, d) -> d.mul(x.apply(COSH)));
        unary(ScalarOp.COSH, (y, x, d) -> d.mul(x.apply(SINH)));
        unary(ScalarOp.TANH, (y, x, d) -> d.mul(y.square().rsub(1)));
        unary(ScalarOp.SIGMOID, (y, x, d) -> d.mul(y.mul(y.rsub(1))));
        unary(ScalarOp.SOFTPLUS, (y, x, d) -> d.mul(x.apply(SIGMOID)));
        unary(ScalarOp.ERF, (y, x, d) -> d.mul(x.square().apply(NEG).apply(EXP).mul(TWO_OVER_SQRT_PI)));
        unary(ScalarOp.FLOOR, (y, x, d) -> null);
        unary(ScalarOp.CEIL, (y, x, d) -> null);
        unary(ScalarOp.ROUND, (y, x, d) -> null);
        unary(ScalarOp.TRUNC, (y, x, d) -> null);
        unary(ScalarOp.NOT, (y, x, d) -> null);

        binary(ScalarOp.ADD, (y, a, b, d) -> d, (y, a, b, d) -> d);
        binary(ScalarOp.SUB, (y, a, b, d) -> d, (y, a, b, d) -> d.neg());
        binary(ScalarOp.MUL, (y, a, b, d) -> d.mul(b), (y, a, b, d) -> a.mul(d));
        binary(ScalarOp.DIV, (y, a, b, d) -> d.div(b), (y, a, b, d) -> d.mul(y.div(b))
                .neg());
        binary(ScalarOp.FLOOR_DIV, (y, a, b, d) -> null, (y, a, b, d) -> null);
        binary(ScalarOp.REMAINDER, (y, a, b, d) -> d, (y, a, b, d) -> d.mul(a.apply(FLOOR_DIV, b))
                .neg());
        binary(
                ScalarOp.POW,
                (y, a, b, d) -> b.is(EQ, 0).select(b.constant(0), d.mul(b.mul(a.apply(POW, b.add(-1))))),
                (y, a, b, d) -> a.is(EQ, 0).and(b.is(GE, 0)).select(a.constant(0), d.mul(y.mul(a.apply(LOG)))));
        binary(ScalarOp.MAXIMUM, (y, a, b, d) -> larger(a, b, d, LT), (y, a, b, d) -> larger(b, a, d, LT));
        binary(ScalarOp.MINIMUM, (y, a, b, d) -> larger(a, b, d, GT), (y, a, b, d) -> larger(b, a, d, GT));
        binary(
                ScalarOp.ATAN2,
                (y, a, b, d) -> offOrigin(a, b, d.mul(b)),
                (y, a, b, d) -> offOrigin(a, b, d.mul(a).neg()));
        for (ScalarOp op : ScalarOp.values()) {
            if (op.isComparison() || op == ScalarOp.AND || op == ScalarOp.OR || op == ScalarOp.XOR) {
                binary(op, (y, a, b, d) -> null, (y, a, b, d) -> null);
            }
        }
        for (ScalarOp op : ScalarOp.values()) {
            boolean structural = op.arity() == 0 || op == ScalarOp.CAST || op == ScalarOp.SELECT;
            if (!structural && !UNARY.containsKey(op) && !BINARY.containsKey(op)) {
                throw new ExceptionInInitializerError("no derivative for " + op);
            }
        }
    }

    private static void unary(ScalarOp op, Unary rule) {
        UNARY.put(op, rule);
    }

    private static void binary(ScalarOp op, Partial a, Partial b) {
        BINARY.put(op, new Partial[] {a, b});
    }

    /** The tangent of max (lost = LT) or min (lost = GT) by its operand a: all, half at a tie, or nothing. */
    private static Expr larger(Expr a, Expr b, Expr d, ScalarOp lost) {
        Expr kept = a.apply(EQ, b).select(d.mul(0.5), d);
        return a.apply(lost, b).select(d.constant(0), kept);
    }

    private static Expr offOrigin(Expr a, Expr b, Expr numerator) {
        Expr norm = a.square().add(b.square());
        return norm.is(EQ, 0).select(norm.constant(0), numerator.div(norm));
    }

    /**
     * Returns the tangent of an instruction.
     *
     * @param y its value
     * @param x its operands
     * @param d their tangents, null where there is none
     * @return the tangent of y, or null if there is none
     */
    static Expr of(ScalarOp op, Expr y, Expr[] x, Expr[] d) {
        return switch (op) {
            case INPUT, SCALAR, LITERAL -> null;
            case CAST -> d[0] == null || !y.type.isFloating() ? null : d[0].cast(y.type.compute());
            case SELECT -> select(x[0], d[1], d[2]);
            default ->
                op.arity() == 1
                        ? d[0] == null ? null : UNARY.get(op).tangent(y, x[0], d[0])
                        : sum(partial(op, 0, y, x, d), partial(op, 1, y, x, d));
        };
    }

    private static Expr select(Expr condition, Expr yes, Expr no) {
        if (yes == null && no == null) {
            return null;
        }
        Expr zero = (yes == null ? no : yes).constant(0);
        return condition.select(yes == null ? zero : yes, no == null ? zero : no);
    }

    private static Expr partial(ScalarOp op, int operand, Expr y, Expr[] x, Expr[] d) {
        return d[operand] == null ? null : BINARY.get(op)[operand].tangent(y, x[0], x[1], d[operand]);
    }

    static Expr sum(Expr a, Expr b) {
        return a == null ? b : b == null ? a : a.add(b);
    }
}
