package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.spi.Philox;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;

/** Random numbers: the same bits on every device, and the moments of their distributions. */
final class RandomSuite {
    private static final List<DType> FLOATING = List.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64);

    private final Conformance conformance;
    private final Conformance.Suite suite;

    RandomSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("random");
    }

    List<DynamicTest> tests() {
        for (DType dtype : FLOATING) {
            if (!conformance.dtypes.contains(dtype)) {
                continue;
            }
            for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 31, 1001}) {
                suite.add("uniform/" + dtype + "/" + size, () -> uniform(dtype, size));
                suite.add("normal/" + dtype + "/" + size, () -> normal(dtype, size));
            }
            suite.add(
                    "uniform/" + dtype + "/moments",
                    () -> moments(Rng.of(5).rand(Shape.of(20000), dtype, conformance.device), 0.5, 1 / 12.0, 0, 1));
            suite.add(
                    "normal/" + dtype + "/moments",
                    () -> moments(Rng.of(5).randn(Shape.of(20000), dtype, conformance.device), 0, 1, -7, 7));
            suite.add("dropout/" + dtype, () -> dropout(dtype));
            suite.add("dropout/" + dtype + "/blocks", () -> blocks(dtype));
        }
        suite.add("golden bits", this::golden);
        suite.add("randint", this::integers);
        suite.add("randperm", this::permutation);
        suite.add("bernoulli", this::bernoulli);
        suite.add("a generator can be put back", this::restore);
        suite.add("keys differ", this::keys);
        return suite.atLeast(80);
    }

    private static int[] block(long number) {
        int[] words = new int[4];
        Philox.block(1, number, words, 0);
        return words;
    }

    /** Philox4x32-10 with the key 1 from block 0 on, by the definition; the published vectors check that elsewhere. */
    private static double expected(DType dtype, int i) {
        if (dtype == DType.FLOAT64) {
            int[] block = block(i / 2);
            long bits = (block[2 * (i % 2)] & 0xFFFFFFFFL) | (long) block[2 * (i % 2) + 1] << 32;
            return (bits >>> 11) * 0x1p-53;
        }
        return Rounding.down(dtype, (block(i / 4)[i % 4] >>> 8) * 0x1p-24);
    }

    private void uniform(DType dtype, int size) {
        Tensor actual = Rng.of(1).rand(Shape.of(size), dtype, conformance.device);
        TensorAssert.assertThat(actual)
                .isCloseTo(Values.generate(dtype, Shape.of(size), i -> expected(dtype, i[0])), Tolerance.EXACT);
    }

    private void normal(DType dtype, int size) {
        Values expected = Values.generate(dtype, Shape.of(size), i -> {
            double u = expected(DType.FLOAT64, i[0] / 2 * 2);
            double v = expected(DType.FLOAT64, i[0] / 2 * 2 + 1);
            double radius = Math.sqrt(-2 * Math.log(1 - u));
            return radius * (i[0] % 2 == 0 ? Math.cos(2 * Math.PI * v) : Math.sin(2 * Math.PI * v));
        });
        TensorAssert.assertThat(Rng.of(1).randn(Shape.of(size), dtype, conformance.device))
                .isCloseTo(expected, Tolerance.of(dtype, OpClass.TRANSCENDENTAL));
    }

    private static void moments(Tensor x, double mean, double variance, double low, double high) {
        double[] values = x.toDoubleArray();
        double error = 5 / Math.sqrt(values.length);
        boolean inside = Arrays.stream(values).allMatch(v -> v >= low && v < high);
        if (Math.abs(Oracles.mean(values) - mean) > error
                || Math.abs(Oracles.variance(values, 0) - variance) > error
                || !inside) {
            throw new AssertionError("mean " + Oracles.mean(values) + ", variance " + Oracles.variance(values, 0)
                    + ", all in range: " + inside);
        }
    }

    private void dropout(DType dtype) {
        Tensor x = Tensor.ones(Shape.of(2000), dtype, conformance.device);
        double[] kept = Functional.dropout(x, 0.25, true, Rng.of(1)).toDoubleArray();
        double scale = Rounding.toFloating(dtype, 1 / 0.75);
        for (int i = 0; i < kept.length; i++) {
            double expected = expected(dtype, i) >= 0.25 ? scale : 0;
            if (kept[i] != expected) {
                throw new AssertionError("element " + i + " is " + kept[i] + ", expected " + expected);
            }
        }
    }

    /** Dropout moves the generator on as far as the numbers of its mask do. */
    private void blocks(DType dtype) {
        Rng mask = Rng.of(1);
        Rng numbers = Rng.of(1);
        for (int size : new int[] {1, 2, 3, 4, 5, 0}) {
            Functional.dropout(Tensor.ones(Shape.of(size), dtype, conformance.device), 0.5, true, mask);
            numbers.rand(Shape.of(size), dtype, conformance.device);
            if (mask.position() != numbers.position()) {
                throw new AssertionError(
                        "after " + size + " elements at " + mask.position() + ", expected " + numbers.position());
            }
        }
    }

    /** Fixed for ever: seeds in users' papers must give the same numbers in later versions. */
    private void golden() {
        Tensor x = Rng.of(42).rand(Shape.of(4), DType.FLOAT32, conformance.device);
        TensorAssert.assertThat(x).hasElements(Tolerance.EXACT, GOLDEN);
    }

    private static final double[] GOLDEN = {
        0.6129598617553711, 0.4685865044593811, 0.07323169708251953, 0.3408614993095398
    };

    private void integers() {
        long[] x = Rng.of(9).randint(-3, 4, 5000).toLongArray();
        long[] counts = new long[7];
        for (long value : x) {
            counts[(int) value + 3]++;
        }
        if (Arrays.stream(counts).anyMatch(c -> c < 600 || c > 830)) {
            throw new AssertionError("counts of -3 to 3 among 5000: " + Arrays.toString(counts));
        }
    }

    private void permutation() {
        long[] order = Rng.of(9).randperm(100).toLongArray();
        long[] sorted = Arrays.stream(order).sorted().toArray();
        if (!Arrays.equals(sorted, LongStream.range(0, 100).toArray()) || Arrays.equals(sorted, order)) {
            throw new AssertionError("not a random order: " + Arrays.toString(order));
        }
    }

    private void bernoulli() {
        Tensor p = Tensor.full(Shape.of(5000), 0.2, DType.FLOAT32, conformance.device);
        double mean = Oracles.mean(Rng.of(9).bernoulli(p).toDoubleArray());
        if (Math.abs(mean - 0.2) > 0.03) {
            throw new AssertionError("mean " + mean);
        }
    }

    private void restore() {
        Rng rng = Rng.of(3);
        rng.rand(7);
        long position = rng.position();
        Tensor first = rng.rand(10);
        rng.restore(3, position);
        TensorAssert.assertThat(rng.rand(10)).isCloseTo(first, Tolerance.EXACT);
    }

    private void keys() {
        if (Arrays.equals(Rng.of(1).rand(4).toFloatArray(), Rng.of(2).rand(4).toFloatArray())) {
            throw new AssertionError("two seeds give the same numbers");
        }
    }
}
