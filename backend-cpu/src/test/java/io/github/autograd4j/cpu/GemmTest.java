package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of every kernel against a triple loop in {@code double}. */
class GemmTest {
    private static final int[] SIZES = {1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 65, 100};

    /** One kernel, its arrays handled as {@code double[]} so that one test serves all. */
    private record Kind<T>(String name, GemmKernel<T> kernel, double epsilon) {
        T array(double[] values) {
            T array = kernel.allocate(values.length);
            for (int i = 0; i < values.length; i++) {
                if (array instanceof float[] f) {
                    f[i] = (float) values[i];
                } else {
                    ((double[]) (Object) array)[i] = values[i];
                }
            }
            return array;
        }

        double[] values(T array) {
            double[] values = new double[kernel.length(array)];
            for (int i = 0; i < values.length; i++) {
                values[i] = array instanceof float[] f ? f[i] : ((double[]) (Object) array)[i];
            }
            return values;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind<?>> kinds() {
        return KernelSets.all().stream()
                .flatMap(set -> Stream.of(
                        new Kind<>(set.name() + " float", set.floatGemm(), 0x1p-24),
                        new Kind<>(set.name() + " double", set.doubleGemm(), 0x1p-53)));
    }

    /** A matrix in an array with room before, between and after its elements. */
    private record Layout(int offset, int row, int column, int length) {
        static Layout of(int style, int rows, int columns) {
            return switch (style) {
                case 0 -> new Layout(0, columns, 1, rows * columns);
                case 1 -> new Layout(0, 1, rows, rows * columns);
                case 2 -> new Layout(5, columns + 3, 1, 5 + rows * (columns + 3));
                case 3 -> new Layout(3, 1, rows + 2, 3 + columns * (rows + 2));
                case 4 -> new Layout(1, 2 * columns + 1, 2, 1 + rows * (2 * columns + 1));
                default -> new Layout(2, 3, 3 * rows + 1, 2 + columns * (3 * rows + 1));
            };
        }

        int at(int i, int j) {
            return offset + i * row + j * column;
        }
    }

    private static final class Problem<T> {
        final Kind<T> kind;
        final int m;
        final int n;
        final int k;
        final Layout la;
        final Layout lb;
        final Layout lc;
        final T a;
        final T b;
        final double[] before;

        Problem(Kind<T> kind, int m, int n, int k, int styleA, int styleB, int styleC) {
            this.kind = kind;
            this.m = m;
            this.n = n;
            this.k = k;
            la = Layout.of(styleA, m, k);
            lb = Layout.of(styleB, k, n);
            lc = Layout.of(styleC, m, n);
            Random random = new Random(31L * m + 17L * n + k);
            a = kind.array(random(random, la.length));
            b = kind.array(random(random, lb.length));
            before = kind.values(kind.array(random(random, lc.length)));
        }

        T multiply(WorkerTeam team, double alpha, double beta) {
            Gemm<T> gemm = new Gemm<>(kind.kernel, team);
            T c = kind.array(before);
            gemm.multiply(
                    m,
                    n,
                    k,
                    alpha,
                    gemm.left(a, la.offset, la.row, la.column),
                    gemm.right(b, lb.offset, lb.row, lb.column),
                    beta,
                    c,
                    lc.offset,
                    lc.row,
                    lc.column);
            return c;
        }

        void check(WorkerTeam team, double alpha, double beta) {
            double[] expected = before.clone();
            double[] bound = new double[expected.length];
            double[] x = kind.values(a);
            double[] y = kind.values(b);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    double magnitude = 0;
                    for (int p = 0; p < k; p++) {
                        double product = x[la.at(i, p)] * y[lb.at(p, j)];
                        sum += product;
                        magnitude += Math.abs(product);
                    }
                    int at = lc.at(i, j);
                    expected[at] = alpha * sum + (beta == 0 ? 0 : beta * before[at]);
                    bound[at] = (4 + k) * kind.epsilon * (Math.abs(alpha) * magnitude + Math.abs(beta * before[at]));
                }
            }
            double[] actual = kind.values(multiply(team, alpha, beta));
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(actual[i] - expected[i]) <= bound[i])) {
                    assertThat(actual[i])
                            .as("%s %dx%dx%d, %s %s %s, element %d", kind, m, n, k, la, lb, lc, i)
                            .isCloseTo(expected[i], within(bound[i]));
                }
            }
        }
    }

    private static double[] random(Random random, int length) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> random.nextDouble() * 2 - 1);
        return values;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void everySizeAroundLaneBoundaries(Kind<T> kind) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    int style = (m + n + k) % 4;
                    new Problem<>(kind, m, n, k, style, (style + m) % 4, 0).check(WorkerTeam.ALONE, 1, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void everyLayout(Kind<T> kind) {
        WorkerTeam team = new WorkerTeam(2);
        int[][] shapes = {{1, 40, 33}, {40, 1, 33}, {1, 1, 50}, {5, 70, 9}, {70, 5, 9}, {67, 130, 30}, {67, 70, 530}};
        for (int[] s : shapes) {
            for (int styles = 0; styles < 6 * 6 * 6; styles += s[0] * s[1] > 1000 ? 7 : 1) {
                new Problem<>(kind, s[0], s[1], s[2], styles % 6, styles / 6 % 6, styles / 36).check(team, 1, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void alphaAndBeta(Kind<T> kind) {
        int[][] shapes = {{1, 40, 33}, {40, 1, 33}, {7, 70, 9}, {20, 70, 530}, {12, 64, 64}};
        for (int[] s : shapes) {
            for (double alpha : new double[] {1, 0, -0.5, 2}) {
                for (double beta : new double[] {0, 1, 0.25, -1}) {
                    for (int style = 0; style < 6; style++) {
                        new Problem<>(kind, s[0], s[1], s[2], 0, 1, style).check(WorkerTeam.ALONE, alpha, beta);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void betaZeroDoesNotReadTheResult(Kind<T> kind) {
        int[][] shapes = {{1, 40, 33}, {40, 1, 33}, {7, 70, 9}, {67, 130, 600}, {20, 30, 9000}};
        for (int[] s : shapes) {
            for (int style = 0; style < 6; style++) {
                Problem<T> problem = new Problem<>(kind, s[0], s[1], s[2], 0, 0, style);
                Arrays.fill(problem.before, Double.NaN);
                T c = problem.multiply(WorkerTeam.ALONE, 1, 0);
                double[] values = kind.values(c);
                for (int i = 0; i < s[0]; i++) {
                    for (int j = 0; j < s[1]; j++) {
                        assertThat(values[problem.lc.at(i, j)]).isNotNaN();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void noDepthScalesTheResult(Kind<T> kind) {
        for (double beta : new double[] {0, 1, -2}) {
            new Problem<>(kind, 5, 6, 0, 0, 0, 4).check(WorkerTeam.ALONE, 1, beta);
        }
        new Problem<>(kind, 0, 6, 3, 0, 0, 0).check(WorkerTeam.ALONE, 1, 0);
        new Problem<>(kind, 6, 0, 3, 0, 0, 0).check(WorkerTeam.ALONE, 1, 0);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void severalBlocksOfDepthRowsAndColumns(Kind<T> kind) {
        WorkerTeam team = new WorkerTeam(2);
        new Problem<>(kind, 100, 65, 1000, 0, 0, 0).check(team, 1, 0.5);
        new Problem<>(kind, 130, 1000, 65, 1, 1, 0).check(team, 1, 0.5);
        new Problem<>(kind, 1000, 100, 100, 0, 1, 2).check(team, 1, 1);
        new Problem<>(kind, 3, 5000, 700, 0, 0, 0).check(team, 1, 0);
        new Problem<>(kind, 20, 30, 20_000, 1, 0, 0).check(team, 2, 0.5);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void bitsDoNotDependOnTheThreads(Kind<T> kind) {
        int[][] shapes = {
            {130, 250, 520},
            {3, 3000, 200},
            {1, 3000, 400},
            {3000, 1, 400},
            {1, 1, 70_000},
            {20, 30, 20_000},
            {700, 10, 300},
            {97, 257, 129}
        };
        for (int[] s : shapes) {
            for (int style = 0; style < 4; style++) {
                Problem<T> problem = new Problem<>(kind, s[0], s[1], s[2], style, style ^ 1, 0);
                double[] alone = kind.values(problem.multiply(WorkerTeam.ALONE, 1.5, 0.5));
                for (int threads : new int[] {2, 3, 5}) {
                    double[] shared = kind.values(problem.multiply(new WorkerTeam(threads), 1.5, 0.5));
                    assertThat(shared).isEqualTo(alone);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void batches(Kind<T> kind) {
        Random random = new Random(5);
        WorkerTeam team = new WorkerTeam(3);
        int[][] shapes = {{1, 4, 5, 6}, {7, 4, 5, 6}, {100, 17, 18, 33}, {3, 130, 110, 120}};
        for (int[] s : shapes) {
            int batch = s[0];
            int m = s[1];
            int n = s[2];
            int k = s[3];
            T a = kind.array(random(random, batch * m * k));
            T b = kind.array(random(random, k * n));
            T c = kind.kernel.allocate(batch * m * n);
            Gemm<T> gemm = new Gemm<>(kind.kernel, team);
            gemm.batched(
                    batch,
                    m,
                    n,
                    k,
                    1,
                    i -> gemm.left(a, i * m * k, k, 1),
                    i -> gemm.right(b, 0, n, 1),
                    0,
                    c,
                    i -> i * m * n,
                    n,
                    1);
            T expected = kind.kernel.allocate(batch * m * n);
            for (int i = 0; i < batch; i++) {
                gemm.multiply(
                        m,
                        n,
                        k,
                        1,
                        gemm.left(a, i * m * k, k, 1),
                        gemm.right(b, 0, n, 1),
                        0,
                        expected,
                        i * m * n,
                        n,
                        1);
            }
            assertThat(kind.values(c)).isEqualTo(kind.values(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void operandsMayBePackedOnTheFly(Kind<T> kind) {
        Problem<T> problem = new Problem<>(kind, 70, 90, 600, 0, 0, 0);
        Gemm<T> gemm = new Gemm<>(kind.kernel, new WorkerTeam(2));
        Packer<T> a = gemm.left(problem.a, 0, 600, 1);
        Packer<T> b = gemm.right(problem.b, 0, 90, 1);
        T expected = problem.multiply(WorkerTeam.ALONE, 1, 0);
        for (int which = 1; which < 4; which++) {
            T c = kind.kernel.allocate(70 * 90);
            gemm.multiply(
                    70, 90, 600, 1, (which & 1) == 0 ? a : a::pack, (which & 2) == 0 ? b : b::pack, 0, c, 0, 90, 1);
            assertThat(kind.values(c)).isEqualTo(kind.values(expected));
        }
    }

    @Test
    void manyThreadsMultiplyAtOnce() throws InterruptedException {
        WorkerTeam team = new WorkerTeam(3);
        Kind<float[]> kind = new Kind<>("float", Kernels.get().floatGemm(), 0x1p-24);
        Problem<float[]> problem = new Problem<>(kind, 120, 130, 140, 0, 1, 0);
        float[] expected = problem.multiply(WorkerTeam.ALONE, 1, 0);
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        if (!Arrays.equals(problem.multiply(team, 1, 0), expected)) {
                            expected[0] = Float.NaN;
                        }
                    }
                }))
                .limit(4)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(expected[0]).isNotNaN();
    }
}
