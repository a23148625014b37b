package io.github.autograd4j.testing.toy;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Instruction;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.HalfFloats;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/** Evaluates programs recursively, on Double for floating types and Long for the others. */
final class ToyScalars {
    private static final Map<ScalarOp, DoubleUnaryOperator> UNARY = new EnumMap<>(ScalarOp.class);
    private static final Map<ScalarOp, DoubleBinaryOperator> BINARY = new EnumMap<>(ScalarOp.class);
    private static final Map<ScalarOp, LongBinaryOperator> INTEGER = new EnumMap<>(ScalarOp.class);

    static {
        UNARY.put(ScalarOp.NEG, x -> -x);
        UNARY.put(ScalarOp.ABS, Math::abs);
        UNARY.put(ScalarOp.SIGN, Math::signum);
        UNARY.put(ScalarOp.SQRT, Math::sqrt);
        UNARY.put(ScalarOp.RSQRT, x -> 1 / Math.sqrt(x));
        UNARY.put(ScalarOp.RECIPROCAL, x -> 1 / x);
        UNARY.put(ScalarOp.EXP, Math::exp);
        UNARY.put(ScalarOp.EXPM1, Math::expm1);
        UNARY.put(ScalarOp.LOG, Math::log);
        UNARY.put(ScalarOp.LOG1P, Math::log1p);
        UNARY.put(ScalarOp.LOG2, x -> Math.log(x) / Math.log(2));
        UNARY.put(ScalarOp.LOG10, Math::log10);
        UNARY.put(ScalarOp.SIN, Math::sin);
        UNARY.put(ScalarOp.COS, Math::cos);
        UNARY.put(ScalarOp.TAN, Math::tan);
        UNARY.put(ScalarOp.ASIN, Math::asin);
        UNARY.put(ScalarOp.ACOS, Math::acos);
        UNARY.put(ScalarOp.ATAN, Math::atan);
        UNARY.put(ScalarOp.SINH, Math::sinh);
        UNARY.put(ScalarOp.COSH, Math::cosh);
        UNARY.put(ScalarOp.TANH, Math::tanh);
        UNARY.put(ScalarOp.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
        UNARY.put(ScalarOp.SOFTPLUS, x -> x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
        UNARY.put(ScalarOp.ERF, ToyScalars::erf);
        UNARY.put(ScalarOp.FLOOR, Math::floor);
        UNARY.put(ScalarOp.CEIL, Math::ceil);
        UNARY.put(ScalarOp.ROUND, Math::rint);
        UNARY.put(ScalarOp.TRUNC, x -> Math.copySign(Math.floor(Math.abs(x)), x));
        BINARY.put(ScalarOp.ADD, Double::sum);
        BINARY.put(ScalarOp.SUB, (a, b) -> a - b);
        BINARY.put(ScalarOp.MUL, (a, b) -> a * b);
        BINARY.put(ScalarOp.DIV, (a, b) -> a / b);
        BINARY.put(ScalarOp.FLOOR_DIV, ToyScalars::floorDivide);
        BINARY.put(ScalarOp.REMAINDER, (a, b) -> a % b != 0 && a % b < 0 != b < 0 ? a % b + b : a % b);
        BINARY.put(ScalarOp.POW, ToyScalars::power);
        BINARY.put(ScalarOp.MAXIMUM, Math::max);
        BINARY.put(ScalarOp.MINIMUM, Math::min);
        BINARY.put(ScalarOp.ATAN2, Math::atan2);
        INTEGER.put(ScalarOp.ADD, Long::sum);
        INTEGER.put(ScalarOp.SUB, (a, b) -> a - b);
        INTEGER.put(ScalarOp.MUL, (a, b) -> a * b);
        INTEGER.put(ScalarOp.FLOOR_DIV, Math::floorDiv);
        INTEGER.put(ScalarOp.REMAINDER, Math::floorMod);
        INTEGER.put(ScalarOp.POW, ToyScalars::integerPower);
        INTEGER.put(ScalarOp.MAXIMUM, Math::max);
        INTEGER.put(ScalarOp.MINIMUM, Math::min);
        INTEGER.put(ScalarOp.AND, (a, b) -> a & b);
        INTEGER.put(ScalarOp.OR, (a, b) -> a | b);
        INTEGER.put(ScalarOp.XOR, (a, b) -> a ^ b);
    }

    private final PointwiseProgram program;
    private final double[] scalars;
    private final Number[] inputs;
    private final Number[] known;

    private ToyScalars(PointwiseProgram program, double[] scalars, Number[] inputs) {
        this.program = program;
        this.scalars = scalars;
        this.inputs = inputs;
        this.known = new Number[program.size()];
    }

    /** The outputs of a program, each as its type stores it. */
    static Number[] run(PointwiseProgram program, double[] scalars, Number... inputs) {
        ToyScalars run = new ToyScalars(program, scalars, inputs);
        Number[] outputs = new Number[program.outputCount()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = store(program.outputType(i), run.value(program.outputPosition(i)));
        }
        return outputs;
    }

    private Number value(int position) {
        if (known[position] == null) {
            Instruction at = program.instruction(position);
            known[position] = switch (at.op()) {
                case INPUT -> inputs[at.index()];
                case SCALAR -> store(at.type(), scalars[at.index()]);
                case LITERAL -> at.type().isFloating() ? (Number) at.literal() : (Number) (long) at.literal();
                case CAST -> store(at.type(), value(at.a()));
                case SELECT -> value(at.a()).longValue() != 0 ? value(at.b()) : value(at.c());
                default -> at.op().arity() == 1 ? unary(at, value(at.a())) : binary(at, value(at.a()), value(at.b()));
            };
        }
        return known[position];
    }

    private static Number unary(Instruction at, Number x) {
        if (x instanceof Double real) {
            return UNARY.get(at.op()).applyAsDouble(real);
        }
        long integer = x.longValue();
        return store(
                at.type(),
                switch (at.op()) {
                    case NEG -> -integer;
                    case ABS -> Math.abs(integer);
                    case SIGN -> (long) Long.signum(integer);
                    case NOT -> 1 - integer;
                    default -> integer;
                });
    }

    private static Number binary(Instruction at, Number a, Number b) {
        if (at.op().isComparison()) {
            int order = a instanceof Double
                    ? Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0)
                    : Long.compare(a.longValue(), b.longValue());
            boolean unordered = Double.isNaN(a.doubleValue()) || Double.isNaN(b.doubleValue());
            boolean holds =
                    switch (at.op()) {
                        case EQ -> !unordered && order == 0;
                        case NE -> unordered || order != 0;
                        case LT -> !unordered && order < 0;
                        case LE -> !unordered && order <= 0;
                        case GT -> !unordered && order > 0;
                        default -> !unordered && order >= 0;
                    };
            return holds ? 1L : 0L;
        }
        return a instanceof Double
                ? (Number) BINARY.get(at.op()).applyAsDouble(a.doubleValue(), b.doubleValue())
                : store(at.type(), INTEGER.get(at.op()).applyAsLong(a.longValue(), b.longValue()));
    }

    /** What a type makes of a number. */
    static Number store(DType type, Number x) {
        double real = x.doubleValue();
        return switch (type) {
            case BOOL -> x instanceof Double ? (real != 0 ? 1L : 0L) : x.longValue() != 0 ? 1L : 0L;
            case UINT8 -> x.longValue() & 255;
            case INT32 -> (long) x.intValue();
            case INT64 -> x.longValue();
            case FLOAT16 -> (double) HalfFloats.fromFloat16(HalfFloats.toFloat16(x.floatValue()));
            case BFLOAT16 -> (double) HalfFloats.fromBfloat16(HalfFloats.toBfloat16(x.floatValue()));
            case FLOAT32 -> (double) x.floatValue();
            case FLOAT64 -> real;
        };
    }

    private static double floorDivide(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double rest = a % b;
        double quotient = Math.rint((a - rest) / b);
        return rest != 0 && rest < 0 != b < 0 ? quotient - 1 : quotient;
    }

    private static double power(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }

    private static long integerPower(long a, long b) {
        long result = 1;
        for (long i = 0; i < b; i++) {
            result *= a;
        }
        return result;
    }

    /** The integral, by Gauss' rule of five points on 64 pieces. */
    private static double erf(double x) {
        double end = Math.min(Math.abs(x), 6.5);
        if (Double.isNaN(x) || end == 6.5) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double[] nodes = {0, 0.5384693101056831, -0.5384693101056831, 0.906179845938664, -0.906179845938664};
        double[] weights = {
            0.5688888888888889, 0.47862867049936647, 0.47862867049936647, 0.23692688505618908, 0.23692688505618908
        };
        double half = end / 128;
        double sum = 0;
        for (int piece = 63; piece >= 0; piece--) {
            double middle = (2 * piece + 1) * half;
            for (int k = 0; k < 5; k++) {
                double t = middle + half * nodes[k];
                sum += weights[k] * Math.exp(-t * t);
            }
        }
        return Math.copySign(2 / Math.sqrt(Math.PI) * half * sum, x);
    }
}
