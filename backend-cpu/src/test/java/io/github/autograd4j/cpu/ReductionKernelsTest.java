package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.spi.ReduceOp;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReductionKernelsTest {
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 65, 100, 127, 128, 129, 1000, 2047, 2049, 5000, 100_000
    };

    static Stream<CpuKernels> kernels() {
        return KernelSets.all().stream().map(KernelSet::kernels);
    }

    private static float[] floats(int n, int seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextFloat() - 0.3f;
        }
        return x;
    }

    private static double[] wide(float[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i];
        }
        return y;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsAndDots(CpuKernels kernels) {
        for (int n : LENGTHS) {
            float[] x = floats(n + 3, n);
            float[] y = floats(n + 1, n + 7);
            double sum = 0;
            double magnitude = 0;
            double dot = 0;
            for (int i = 0; i < n; i++) {
                sum += x[3 + i];
                magnitude += Math.abs(x[3 + i]);
                dot += (double) x[3 + i] * y[1 + i];
            }
            // A lane adds 32 elements before pairs are formed.
            double bound = 20 * 0x1p-24 * magnitude;
            assertThat(kernels.reduce(ReduceOp.SUM, n, x, 3)).isCloseTo(sum, within(bound));
            assertThat(kernels.dot(n, x, 3, y, 1)).isCloseTo(dot, within(bound));
            double wideBound = 40 * 0x1p-53 * magnitude;
            assertThat(kernels.reduce(ReduceOp.SUM, n, wide(x), 3)).isCloseTo(sum, within(wideBound));
            assertThat(kernels.dot(n, wide(x), 3, wide(y), 1)).isCloseTo(dot, within(wideBound));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void products(CpuKernels kernels) {
        for (int n : LENGTHS) {
            float[] x = new float[n + 2];
            double product = 1;
            for (int i = 0; i < n; i++) {
                x[2 + i] = 1 + (i % 7 - 3) * 0.01f;
                product *= x[2 + i];
            }
            if (product > 1e-30) {
                assertThat(kernels.reduce(ReduceOp.PROD, n, x, 2))
                        .isCloseTo(product, within(product * (n + 1) * 0x1p-24));
            }
            assertThat(kernels.reduce(ReduceOp.PROD, n, wide(x), 2))
                    .isCloseTo(product, within(product * (n + 1) * 0x1p-53));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void extremes(CpuKernels kernels) {
        for (int n : LENGTHS) {
            float[] x = floats(n + 3, n);
            float max = Float.NEGATIVE_INFINITY;
            float min = Float.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                max = Math.max(max, x[3 + i]);
                min = Math.min(min, x[3 + i]);
            }
            assertThat(kernels.reduce(ReduceOp.MAX, n, x, 3)).isEqualTo(max);
            assertThat(kernels.reduce(ReduceOp.MIN, n, x, 3)).isEqualTo(min);
            assertThat(kernels.reduce(ReduceOp.MAX, n, wide(x), 3)).isEqualTo(max);
            assertThat(kernels.reduce(ReduceOp.MIN, n, wide(x), 3)).isEqualTo(min);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void notANumberWins(CpuKernels kernels) {
        for (int n : new int[] {1, 2, 5, 16, 63, 64, 65, 200, 5000}) {
            for (int at = 0; at < n; at += 1 + n / 13) {
                float[] x = floats(n, 1);
                x[at] = Float.NaN;
                for (ReduceOp op : ReduceOp.values()) {
                    assertThat(kernels.reduce(op, n, x, 0)).isNaN();
                    assertThat(kernels.reduce(op, n, wide(x), 0)).isNaN();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rows(CpuKernels kernels) {
        for (int rows : new int[] {1, 3, 7, 8, 9, 16, 100, 129, 1000}) {
            for (int n : new int[] {1, 7, 16, 33, 100}) {
                int stride = n + 3;
                float[] x = floats(rows * stride + 5, rows + n);
                for (ReduceOp op : ReduceOp.values()) {
                    rows(kernels, op, rows, n, stride, x);
                }
            }
        }
    }

    private static void rows(CpuKernels kernels, ReduceOp op, int rows, int n, int stride, float[] x) {
        float[] y = floats(n + 2, 9);
        double[] w = wide(y);
        double[] expected = wide(y);
        double[] magnitude = new double[n + 2];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < n; j++) {
                double value = x[5 + i * stride + j];
                magnitude[2 + j] += Math.abs(value);
                expected[2 + j] = switch (op) {
                    case SUM -> expected[2 + j] + value;
                    case PROD -> expected[2 + j] * value;
                    case MAX -> Math.max(expected[2 + j], value);
                    case MIN -> Math.min(expected[2 + j], value);
                };
            }
        }
        RowReductions.reduce(kernels, op, rows, n, x, 5, stride, y, 2);
        RowReductions.reduce(kernels, op, rows, n, wide(x), 5, stride, w, 2);
        for (int j = 0; j < n + 2; j++) {
            double size = op == ReduceOp.SUM ? 24 * (1 + magnitude[j]) : rows * (Math.abs(expected[j]) + 1e-37);
            assertThat((double) y[j]).isCloseTo(expected[j], within(size * 0x1p-23));
            assertThat(w[j]).isCloseTo(expected[j], within(size * 0x1p-52));
        }
    }
}
