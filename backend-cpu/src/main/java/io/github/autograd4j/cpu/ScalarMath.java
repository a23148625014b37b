package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;

/**
 * The scalar vocabulary on single elements, in the representation of {@link Cells}: float32 is computed in double and
 * rounded, which for the arithmetic operations and √ gives the same as float32 arithmetic.
 */
final class ScalarMath {
    private ScalarMath() {}

    static long unary(ScalarOp op, DType type, long x) {
        return switch (type) {
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 -> round(type, unary(op, Double.longBitsToDouble(x)));
            case INT64 -> unary(op, x);
            case INT32, UINT8 -> (int) unary(op, x);
            case BOOL -> op == ScalarOp.NOT ? x ^ 1 : unary(op, x);
        };
    }

    static long binary(ScalarOp op, DType type, long x, long y) {
        return switch (type) {
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 -> {
                double a = Double.longBitsToDouble(x);
                double b = Double.longBitsToDouble(y);
                yield op.isComparison()
                        ? compare(op, a, b)
                        : type == DType.FLOAT64 || !divides(op)
                                ? round(type, binary(op, a, b))
                                : Double.doubleToRawLongBits(
                                        op == ScalarOp.FLOOR_DIV
                                                ? floorDiv((float) a, (float) b)
                                                : remainder((float) a, (float) b));
            }
            case INT64 -> op.isComparison() ? compare(op, x, y) : binary(op, x, y);
            case INT32, UINT8 -> op.isComparison() ? compare(op, x, y) : (int) binary(op, x, y);
            case BOOL -> op.isComparison() ? compare(op, x, y) : logical(op, x, y);
        };
    }

    private static boolean divides(ScalarOp op) {
        return op == ScalarOp.FLOOR_DIV || op == ScalarOp.REMAINDER;
    }

    static long cast(DType from, DType to, long x) {
        return from.isFloating() ? Cells.fromDouble(to, Double.longBitsToDouble(x)) : Cells.fromLong(to, x);
    }

    private static long round(DType type, double value) {
        return Double.doubleToRawLongBits(type == DType.FLOAT64 ? value : (float) value);
    }

    private static double unary(ScalarOp op, double x) {
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
            case LOG2 -> log2(x);
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
            case SIGMOID -> sigmoid(x);
            case SOFTPLUS -> softplus(x);
            case ERF -> ErrorFunction.erf(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
            case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
            default -> throw unsupported(op);
        };
    }

    private static long unary(ScalarOp op, long x) {
        return switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Long.signum(x);
            case FLOOR, CEIL, ROUND, TRUNC -> x;
            default -> throw unsupported(op);
        };
    }

    private static double binary(ScalarOp op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case FLOOR_DIV -> floorDiv(a, b);
            case REMAINDER -> remainder(a, b);
            case POW -> pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case ATAN2 -> Math.atan2(a, b);
            default -> throw unsupported(op);
        };
    }

    static long binary(ScalarOp op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case FLOOR_DIV -> Math.floorDiv(a, divisor(op, b));
            case REMAINDER -> Math.floorMod(a, divisor(op, b));
            case POW -> pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            default -> throw unsupported(op);
        };
    }

    private static long logical(ScalarOp op, long a, long b) {
        return switch (op) {
            case AND, MUL, MINIMUM -> a & b;
            case OR, MAXIMUM -> a | b;
            case XOR -> a ^ b;
            default -> throw unsupported(op);
        };
    }

    private static long compare(ScalarOp op, double a, double b) {
        return switch (op) {
                    case EQ -> a == b;
                    case NE -> a != b;
                    case LT -> a < b;
                    case LE -> a <= b;
                    case GT -> a > b;
                    case GE -> a >= b;
                    default -> throw unsupported(op);
                }
                ? 1
                : 0;
    }

    private static long compare(ScalarOp op, long a, long b) {
        return switch (op) {
                    case EQ -> a == b;
                    case NE -> a != b;
                    case LT -> a < b;
                    case LE -> a <= b;
                    case GT -> a > b;
                    case GE -> a >= b;
                    default -> throw unsupported(op);
                }
                ? 1
                : 0;
    }

    static double log2(double x) {
        // Exact for powers of two, which log(x) / log(2) is not.
        int exponent = Math.getExponent(x);
        if (exponent < Double.MIN_EXPONENT || exponent > Double.MAX_EXPONENT || x <= 0) {
            return Math.log(x) / Math.log(2);
        }
        double mantissa = Math.scalb(x, -exponent);
        return mantissa < Math.sqrt(2)
                ? exponent + Math.log(mantissa) / Math.log(2)
                : exponent + 1 + Math.log(mantissa / 2) / Math.log(2);
    }

    static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** As in C, where 1 to any power is 1 and −1 to an infinite power too. */
    static double pow(double a, double b) {
        return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
    }

    private static long pow(long a, long b) {
        if (b < 0) {
            return a == 1 ? 1 : a == -1 ? (b & 1) == 0 ? 1 : -1 : 0;
        }
        long result = 1;
        long square = a;
        for (long rest = b; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    static double floorDiv(double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double mod = a % b;
        double quotient = (a - mod) / b;
        if (mod != 0 && b < 0 != mod < 0) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    static float floorDiv(float a, float b) {
        if (b == 0) {
            return a / b;
        }
        float mod = a % b;
        float quotient = (a - mod) / b;
        if (mod != 0 && b < 0 != mod < 0) {
            quotient -= 1;
        }
        if (quotient == 0) {
            return Math.copySign(0f, a / b);
        }
        float floor = (float) Math.floor(quotient);
        return quotient - floor > 0.5f ? floor + 1 : floor;
    }

    static double remainder(double a, double b) {
        double mod = a % b;
        return mod != 0 && b < 0 != mod < 0 ? mod + b : mod;
    }

    static float remainder(float a, float b) {
        float mod = a % b;
        return mod != 0 && b < 0 != mod < 0 ? mod + b : mod;
    }

    private static long divisor(ScalarOp op, long b) {
        if (b == 0) {
            throw new ArithmeticException(
                    (op == ScalarOp.FLOOR_DIV ? "floorDiv" : "remainder") + ": integer division by zero");
        }
        return b;
    }

    private static IllegalArgumentException unsupported(ScalarOp op) {
        return new IllegalArgumentException("program: " + op + " is not defined for this type");
    }
}
