package io.github.autograd4j.op;

import io.github.autograd4j.DType;

/**
 * One step of a {@link PointwiseProgram}; its value is known by its position.
 *
 * @param op what is computed
 * @param type the type of the value; a value of a storage type is held in its {@linkplain DType#compute() compute
 *     type}
 * @param a the position of the first operand, or −1
 * @param b the position of the second operand, or −1
 * @param c the position of the third operand, or −1
 * @param index which input or scalar argument is read, or −1
 * @param literal the constant, for {@link ScalarOp#LITERAL}
 */
public record Instruction(ScalarOp op, DType type, int a, int b, int c, int index, double literal) {
    @Override
    public String toString() {
        return switch (op) {
            case INPUT -> "in" + index + ":" + type;
            case SCALAR -> "s" + index + ":" + type;
            case LITERAL -> literal + ":" + type;
            default ->
                op + (op == ScalarOp.CAST ? ":" + type : "") + "(" + a + (b < 0 ? "" : "," + b) + (c < 0 ? "" : "," + c)
                        + ")";
        };
    }
}
