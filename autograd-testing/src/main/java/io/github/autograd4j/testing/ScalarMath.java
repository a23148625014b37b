package io.github.autograd4j.testing;

import io.github.autograd4j.op.ScalarOp;

/** The scalar vocabulary on doubles, integers and truth values, each as accurate as float64 allows. */
final class ScalarMath {
    private static final double LN_2 = Math.log(2);

    private ScalarMath() {}

    static double unary(ScalarOp op, double x) {
        return switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case LOG2 -> Math.log(x) / LN_2;
            case LOG10 -> Math.log10(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TAN -> Math.tan(x);
            case ASIN -> Math.asin(x);
            case ACOS -> Math.acos(x);
            case ATAN -> Math.atan(x);
            case SINH -> Math.sinh(x);
            case COSH -> Math.cosh(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> erf(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
            case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
            default -> throw unknown(op);
        };
    }

    static double binary(ScalarOp op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case FLOOR_DIV -> floorDivide(a, b);
            case REMAINDER -> remainder(a, b);
            case POW -> pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case ATAN2 -> Math.atan2(a, b);
            default -> throw unknown(op);
        };
    }

    static long unary(ScalarOp op, long x) {
        return switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Long.signum(x);
            case FLOOR, CEIL, ROUND, TRUNC -> x;
            case NOT -> x == 0 ? 1 : 0;
            default -> throw unknown(op);
        };
    }

    static long binary(ScalarOp op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case FLOOR_DIV -> Math.floorDiv(a, b);
            case REMAINDER -> Math.floorMod(a, b);
            case POW -> pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            default -> throw unknown(op);
        };
    }

    static boolean compare(ScalarOp op, double a, double b) {
        return switch (op) {
            case EQ -> a == b;
            case NE -> a != b;
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            case GE -> a >= b;
            default -> throw unknown(op);
        };
    }

    static boolean compare(ScalarOp op, long a, long b) {
        return compare(op, Long.compare(a, b), 0.0);
    }

    /** As in C99; Java leaves out that 1 to any power is 1, and −1 to an infinite one. */
    private static double pow(double a, double b) {
        boolean one = a == 1 || a == -1 && Double.isInfinite(b);
        return one ? 1 : Math.pow(a, b);
    }

    private static long pow(long a, long b) {
        long result = 1;
        long base = a;
        for (long rest = b; rest > 0; rest >>= 1) {
            result = (rest & 1) == 0 ? result : result * base;
            base *= base;
        }
        return result;
    }

    private static double remainder(double a, double b) {
        double rest = a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }

    private static double floorDivide(double a, double b) {
        double rest = a % b;
        double quotient = (a - rest) / b;
        return b == 0 ? a / b : Math.rint(rest != 0 && (rest < 0) != (b < 0) ? quotient - 1 : quotient);
    }

    /** Where |x| is small a series of positive terms, else 1 less a continued fraction; erf is 1 to double from 6 on. */
    static double erf(double x) {
        double size = Math.abs(x);
        if (Double.isNaN(x) || size > 6) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double factor = gaussian(size) / Math.sqrt(Math.PI);
        if (size < 2.5) {
            double term = 2 * size;
            double sum = term;
            for (int n = 1; term > sum * 1e-18; n++) {
                term *= 2 * size * size / (2 * n + 1);
                sum += term;
            }
            return Math.copySign(factor * sum, x);
        }
        double fraction = size;
        for (int n = 60; n > 0; n--) {
            fraction = size + n / 2.0 / fraction;
        }
        return Math.copySign(1 - factor / fraction, x);
    }

    /** exp(−x²), the rounding error of the square made good. */
    private static double gaussian(double x) {
        double square = x * x;
        return Math.exp(-square) * (1 - Math.fma(x, x, -square));
    }

    private static IllegalArgumentException unknown(ScalarOp op) {
        return new IllegalArgumentException("reference: cannot compute " + op + " on such operands");
    }
}
