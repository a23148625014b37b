package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one {@link PointwiseProgram}: makes expressions, each once, with the few simplifications that are exact for
 * every value including NaN, infinities and −0.
 */
public final class ProgramBuilder {
    private record Key(ScalarOp op, DType type, int a, int b, int c, int index, long literal) {}

    private final Map<Key, Expr> known = new HashMap<>();
    private final List<Expr> all = new ArrayList<>();

    /** Creates an empty builder. */
    public ProgramBuilder() {}

    /**
     * Reads an input.
     *
     * @param index which
     * @param dtype the storage type of that input
     * @return its element, in the compute type
     */
    public Expr input(int index, DType dtype) {
        return make(ScalarOp.INPUT, dtype.compute(), null, null, null, index, 0);
    }

    /**
     * Reads a scalar argument.
     *
     * @param index which
     * @param type the compute type to have it in
     * @return the argument
     */
    public Expr scalar(int index, DType type) {
        return make(ScalarOp.SCALAR, type, null, null, null, index, 0);
    }

    /**
     * Makes a constant.
     *
     * @param type its compute type
     * @param value its value
     * @return the constant
     */
    public Expr literal(DType type, double value) {
        return make(ScalarOp.LITERAL, type, null, null, null, -1, value);
    }

    Expr cast(Expr x, DType target) {
        if (x.type == target) {
            return x;
        }
        return make(ScalarOp.CAST, target, x, null, null, -1, 0);
    }

    Expr unary(ScalarOp op, Expr x) {
        require(op.arity() == 1, op);
        if (op == ScalarOp.NEG && x.op == ScalarOp.NEG) {
            return x.a;
        }
        return make(op, x.type.compute(), x, null, null, -1, 0);
    }

    Expr binary(ScalarOp op, Expr x, Expr y) {
        require(op.arity() == 2 && x.type.compute() == y.type.compute(), op);
        if (op == ScalarOp.MUL) {
            if (x.isLiteral(1)) {
                return y;
            }
            if (y.isLiteral(1)) {
                return x;
            }
        }
        DType type = op.isComparison() ? DType.BOOL : x.type.compute();
        return make(op, type, x, y, null, -1, 0);
    }

    Expr select(Expr condition, Expr yes, Expr no) {
        require(condition.type == DType.BOOL && yes.type.compute() == no.type.compute(), ScalarOp.SELECT);
        return yes == no ? yes : make(ScalarOp.SELECT, yes.type.compute(), condition, yes, no, -1, 0);
    }

    private static void require(boolean condition, ScalarOp op) {
        if (!condition) {
            throw new IllegalArgumentException("program: wrong operands for " + op);
        }
    }

    private Expr make(ScalarOp op, DType type, Expr a, Expr b, Expr c, int index, double literal) {
        Key key = new Key(op, type, id(a), id(b), id(c), index, Double.doubleToRawLongBits(literal));
        return known.computeIfAbsent(key, k -> {
            Expr made = new Expr(this, all.size(), op, type, a, b, c, index, literal);
            all.add(made);
            return made;
        });
    }

    private static int id(Expr x) {
        return x == null ? -1 : x.id;
    }

    /**
     * Remakes an expression of another builder in this one.
     *
     * @param x the expression's operation, type, index and literal
     * @param a its first operand, of this builder, or null
     * @param b its second operand, of this builder, or null
     * @param c its third operand, of this builder, or null
     * @return the expression here
     */
    Expr remake(Instruction x, Expr a, Expr b, Expr c) {
        return switch (x.op()) {
            case INPUT, SCALAR, LITERAL -> make(x.op(), x.type(), null, null, null, x.index(), x.literal());
            case CAST -> cast(a, x.type());
            case SELECT -> select(a, b, c);
            default -> x.op().arity() == 1 ? unary(x.op(), a) : binary(x.op(), a, b);
        };
    }

    /**
     * Linearises what the outputs need, in the order in which it was made.
     *
     * @param outputs the values wanted
     * @return the instructions, and in {@code positions} where each output's value is
     */
    List<Instruction> linearise(Expr[] outputs, int[] positions) {
        boolean[] needed = new boolean[all.size()];
        for (Expr output : outputs) {
            needed[output.id] = true;
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            if (needed[i]) {
                for (Expr operand : new Expr[] {all.get(i).a, all.get(i).b, all.get(i).c}) {
                    if (operand != null) {
                        needed[operand.id] = true;
                    }
                }
            }
        }
        int[] position = new int[all.size()];
        List<Instruction> result = new ArrayList<>();
        for (Expr x : all) {
            if (needed[x.id]) {
                position[x.id] = result.size();
                result.add(new Instruction(
                        x.op, x.type, at(position, x.a), at(position, x.b), at(position, x.c), x.index, x.literal));
            }
        }
        for (int i = 0; i < outputs.length; i++) {
            positions[i] = position[outputs[i].id];
        }
        return result;
    }

    private static int at(int[] position, Expr x) {
        return x == null ? -1 : position[x.id];
    }
}
