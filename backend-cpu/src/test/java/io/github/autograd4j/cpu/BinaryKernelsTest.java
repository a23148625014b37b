package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.op.ScalarOp;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops of two and three operands against single elements, at every length, place and stride. */
class BinaryKernelsTest {
    private static final int[] LENGTHS = {0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 65, 100, 1000, 2100};
    private static final List<ScalarOp> ARITHMETIC = List.of(
            ScalarOp.ADD,
            ScalarOp.SUB,
            ScalarOp.MUL,
            ScalarOp.DIV,
            ScalarOp.FLOOR_DIV,
            ScalarOp.REMAINDER,
            ScalarOp.POW,
            ScalarOp.MAXIMUM,
            ScalarOp.MINIMUM,
            ScalarOp.ATAN2);
    private static final List<ScalarOp> COMPARISONS =
            List.of(ScalarOp.EQ, ScalarOp.NE, ScalarOp.LT, ScalarOp.LE, ScalarOp.GT, ScalarOp.GE);
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        2,
        0.5,
        -2.5,
        3,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        -7
    };

    static Stream<CpuKernels> kernels() {
        return KernelSets.all().stream().map(KernelSet::kernels);
    }

    private static double[] operand(int length, int seed) {
        Random random = new Random(seed);
        double[] x = new double[length];
        for (int i = 0; i < length; i++) {
            x[i] = random.nextInt(4) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) (random.nextGaussian() * (random.nextBoolean() ? 1 : 10));
        }
        return x;
    }

    private static float[] narrow(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    private static double exact(ScalarOp op, double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case FLOOR_DIV -> ScalarMath.floorDiv(a, b);
            case REMAINDER -> ScalarMath.remainder(a, b);
            case POW -> a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            default -> Math.atan2(a, b);
        };
    }

    private static float exactFloat(ScalarOp op, float a, float b) {
        return switch (op) {
            case FLOOR_DIV -> ScalarMath.floorDiv(a, b);
            case REMAINDER -> ScalarMath.remainder(a, b);
            default -> (float) exact(op, a, b);
        };
    }

    private static boolean exact(ScalarOp comparison, double a, double b, boolean unused) {
        return switch (comparison) {
            case EQ -> a == b;
            case NE -> a != b;
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            default -> a >= b;
        };
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void arithmetic(CpuKernels kernels) {
        for (ScalarOp op : ARITHMETIC) {
            for (int n : LENGTHS) {
                for (int form = 0; form < 8; form++) {
                    arithmetic(kernels, op, n, form & 1, form >> 1 & 1, form >> 2);
                }
            }
        }
    }

    private void arithmetic(CpuKernels kernels, ScalarOp op, int n, int aStride, int bStride, int offset) {
        double[] a = aStride == 1 ? operand(n + 3 * offset, n) : kernels.repeat(2.0);
        double[] b = bStride == 1 ? operand(n + 5 * offset, n + 1) : kernels.repeat(-0.5);
        int aOffset = aStride * 3 * offset;
        int bOffset = bStride * 5 * offset;
        double[] y = new double[n + offset + 1];
        y[n + offset] = 77;
        kernels.binary(op, n, a, aOffset, aStride, b, bOffset, bStride, y, offset);
        float[] fa = narrow(a);
        float[] fb = narrow(b);
        float[] fy = new float[n + offset + 1];
        fy[n + offset] = 77;
        kernels.binary(op, n, fa, aOffset, aStride, fb, bOffset, bStride, fy, offset);
        for (int i = 0; i < n; i++) {
            double left = a[aOffset + i * aStride];
            double right = b[bOffset + i * bStride];
            same(y[offset + i], exact(op, left, right), op, left, right);
            same(fy[offset + i], exactFloat(op, (float) left, (float) right), op, left, right);
        }
        assertThat(y[n + offset]).isEqualTo(77);
        assertThat(fy[n + offset]).isEqualTo(77);
    }

    private static void same(double actual, double expected, ScalarOp op, double a, double b) {
        if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
            assertThat(actual).as("%s(%s, %s)", op, a, b).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void comparisons(CpuKernels kernels) {
        for (ScalarOp op : COMPARISONS) {
            for (int n : LENGTHS) {
                for (int form = 0; form < 8; form++) {
                    compare(kernels, op, n, form & 1, form >> 1 & 1, form >> 2);
                }
            }
        }
    }

    private void compare(CpuKernels kernels, ScalarOp op, int n, int aStride, int bStride, int offset) {
        double[] a = aStride == 1 ? operand(n + 3 * offset, n) : kernels.repeat(1.0);
        double[] b = bStride == 1 ? operand(n + 5 * offset, n + 1) : kernels.repeat(0.0);
        int aOffset = aStride * 3 * offset;
        int bOffset = bStride * 5 * offset;
        byte[] y = new byte[n + offset + 1];
        y[n + offset] = 77;
        kernels.compare(op, n, a, aOffset, aStride, b, bOffset, bStride, y, offset);
        byte[] fy = new byte[n + offset + 1];
        fy[n + offset] = 77;
        kernels.compare(op, n, narrow(a), aOffset, aStride, narrow(b), bOffset, bStride, fy, offset);
        for (int i = 0; i < n; i++) {
            double left = a[aOffset + i * aStride];
            double right = b[bOffset + i * bStride];
            int expected = exact(op, left, right, true) ? 1 : 0;
            assertThat((int) y[offset + i]).as("%s(%s, %s)", op, left, right).isEqualTo(expected);
            assertThat((int) fy[offset + i]).as("%s(%s, %s)", op, left, right).isEqualTo(expected);
        }
        assertThat(y[n + offset]).isEqualTo((byte) 77);
        assertThat(fy[n + offset]).isEqualTo((byte) 77);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void select(CpuKernels kernels) {
        for (int n : LENGTHS) {
            for (int form = 0; form < 8; form++) {
                int aStride = form & 1;
                int bStride = form >> 1 & 1;
                int offset = form >> 2;
                double[] a = aStride == 1 ? operand(n + 3 * offset, n) : kernels.repeat(-0.0);
                double[] b = bStride == 1 ? operand(n + 5 * offset, n + 1) : kernels.repeat(Double.NaN);
                int aOffset = aStride * 3 * offset;
                int bOffset = bStride * 5 * offset;
                byte[] condition = new byte[n + 2 * offset];
                for (int i = 0; i < condition.length; i++) {
                    condition[i] = (byte) (i * 7 / 3 & 1);
                }
                double[] y = new double[n + offset];
                kernels.select(n, condition, 2 * offset, a, aOffset, aStride, b, bOffset, bStride, y, offset);
                float[] fy = new float[n + offset];
                kernels.select(
                        n, condition, 2 * offset, narrow(a), aOffset, aStride, narrow(b), bOffset, bStride, fy, offset);
                for (int i = 0; i < n; i++) {
                    boolean first = condition[2 * offset + i] != 0;
                    double expected = first ? a[aOffset + i * aStride] : b[bOffset + i * bStride];
                    same(y[offset + i], expected, ScalarOp.SELECT, i, n);
                    same(fy[offset + i], (float) expected, ScalarOp.SELECT, i, n);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void inPlace(CpuKernels kernels) {
        double[] a = operand(133, 1);
        double[] b = operand(133, 2);
        double[] expected = new double[133];
        kernels.binary(ScalarOp.SUB, 131, a, 1, 1, b, 2, 1, expected, 1);
        double[] first = a.clone();
        kernels.binary(ScalarOp.SUB, 131, first, 1, 1, b, 2, 1, first, 1);
        assertThat(java.util.Arrays.copyOfRange(first, 1, 132))
                .isEqualTo(java.util.Arrays.copyOfRange(expected, 1, 132));
        double[] second = b.clone();
        kernels.binary(ScalarOp.SUB, 131, a, 1, 1, second, 2, 1, second, 2);
        assertThat(java.util.Arrays.copyOfRange(second, 2, 133))
                .isEqualTo(java.util.Arrays.copyOfRange(expected, 1, 132));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void logical(CpuKernels kernels) {
        byte[] a = {0, 0, 1, 1};
        byte[] b = {0, 1, 0, 1};
        assertThat(logical(kernels, ScalarOp.AND, a, b)).containsExactly(0, 0, 0, 1);
        assertThat(logical(kernels, ScalarOp.OR, a, b)).containsExactly(0, 1, 1, 1);
        assertThat(logical(kernels, ScalarOp.XOR, a, b)).containsExactly(0, 1, 1, 0);
        assertThat(logical(kernels, ScalarOp.NE, a, b)).containsExactly(0, 1, 1, 0);
        assertThat(logical(kernels, ScalarOp.EQ, a, b)).containsExactly(1, 0, 0, 1);
        assertThat(logical(kernels, ScalarOp.NOT, a, null)).containsExactly(1, 1, 0, 0);
    }

    private static byte[] logical(CpuKernels kernels, ScalarOp op, byte[] a, byte[] b) {
        byte[] y = new byte[4];
        kernels.logical(op, 4, a, 0, b, 0, y, 0);
        return y;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void conversions(CpuKernels kernels) {
        for (int n : LENGTHS) {
            double[] wide = operand(n + 2, n);
            for (int i = 0; i < n; i++) {
                wide[i] *= 1.0000001;
            }
            float[] narrow = new float[n + 1];
            kernels.convert(n, wide, 2, narrow, 1);
            double[] back = new double[n];
            kernels.convert(n, narrow, 1, back, 0);
            for (int i = 0; i < n; i++) {
                same(narrow[1 + i], (float) wide[2 + i], ScalarOp.CAST, wide[2 + i], n);
                same(back[i], (float) wide[2 + i], ScalarOp.CAST, wide[2 + i], n);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void halfTypes(CpuKernels kernels) {
        short[] all = new short[1 << 16];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) i;
        }
        float[] values = new float[all.length];
        short[] back = new short[all.length];
        kernels.fromFloat16(all.length, all, 0, values, 0);
        assertThat(values[0x3C00]).isEqualTo(1);
        assertThat(values[0x0001]).isEqualTo(0x1p-24f);
        assertThat(values[0x7C00]).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(values[0x7E00]).isNaN();
        kernels.toFloat16(all.length, values, 0, back, 0);
        assertRoundTrip(all, values, back);
        kernels.fromBfloat16(all.length, all, 0, values, 0);
        assertThat(values[0x3F80]).isEqualTo(1);
        kernels.toBfloat16(all.length, values, 0, back, 0);
        assertRoundTrip(all, values, back);
        float[] ties = {1 + 0x1p-11f, 1 + 3 * 0x1p-11f, 65520f, 65519f, 0x1p-25f, 0x1.8p-24f};
        kernels.toFloat16(ties.length, ties, 0, back, 0);
        kernels.fromFloat16(ties.length, back, 0, values, 0);
        assertThat(java.util.Arrays.copyOf(values, 6))
                .containsExactly(1, 1 + 0x1p-9f, Float.POSITIVE_INFINITY, 65504, 0, 0x1p-23f);
    }

    private static void assertRoundTrip(short[] bits, float[] values, short[] back) {
        for (int i = 0; i < bits.length; i++) {
            if (!Float.isNaN(values[i])) {
                assertThat(back[i]).isEqualTo(bits[i]);
            }
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        for (KernelSet set : KernelSets.all()) {
            float[] x = new float[1];
            assertThatThrownBy(() -> set.kernels().unary(ScalarOp.ADD, 1, x, 0, x, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> set.kernels().binary(ScalarOp.EQ, 1, x, 0, 1, x, 0, 1, x, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
