package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrenceGrad;
import io.github.autograd4j.op.RecurrentCell;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import io.github.autograd4j.op.SoftmaxGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fused kernel gives what its composite's decomposition gives. */
class FusedKernelsTest {
    private static final int CASES = 150;

    /** Operands as they may arrive: sometimes transposed in memory. */
    private static View operand(SplittableRandom random, DType type, long... dims) {
        int rank = dims.length;
        int[] order = Axes.first(rank);
        if (random.nextInt(3) == 0) {
            int i = random.nextInt(rank);
            int j = random.nextInt(rank);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        long[] stored = IntStream.of(order).mapToLong(i -> dims[i]).toArray();
        return TestViews.random(type, random.nextLong(), stored).permute(order);
    }

    private static Tensor tensor(View view) {
        double[] values = TestViews.values(view);
        Tensor all = view.dtype() == DType.INT64
                ? Tensor.of(Arrays.stream(values).mapToLong(v -> (long) v).toArray())
                : Tensor.of(values).to(view.dtype());
        return all.reshape(view.shape().toArray());
    }

    private static void check(Composite op, View... inputs) {
        Tensor[] tensors = Arrays.stream(inputs).map(FusedKernelsTest::tensor).toArray(Tensor[]::new);
        Tensor[] expected = op.decompose(tensors);
        TensorSpec[] specs = op.infer(tensors);
        View[] outputs = new View[specs.length];
        for (int i = 0; i < specs.length; i++) {
            outputs[i] = TestViews.empty(specs[i].dtype(), specs[i].shape().toArray());
            TestViews.CPU.fill(77, outputs[i]);
        }
        TestViews.CPU.fused(op, inputs).run(inputs, outputs);
        for (int i = 0; i < specs.length; i++) {
            double[] actual = TestViews.values(outputs[i]);
            double[] wanted = expected[i].to(DType.FLOAT64).toDoubleArray();
            double tolerance = inputs[0].dtype() == DType.FLOAT64 ? 1e-12 : 2e-5;
            for (int j = 0; j < actual.length; j++) {
                double slack = tolerance * (5 + Math.abs(wanted[j]));
                if (Double.compare(actual[j], wanted[j]) != 0 && !(Math.abs(actual[j] - wanted[j]) <= slack)) {
                    throw new AssertionError(op + Arrays.toString(inputs) + " element " + j + " of result " + i + " is "
                            + actual[j] + ", not " + wanted[j]);
                }
            }
        }
    }

    private record Windows(Geometry geometry, long[] image, long[] kernel, long[] windows) {
        static Windows random(SplittableRandom random) {
            int axes = 1 + random.nextInt(2);
            while (true) {
                Geometry geometry =
                        new Geometry(list(random, axes, 1, 3), list(random, axes, 0, 3), list(random, axes, 1, 3));
                long[] image = LongStream.range(0, axes)
                        .map(i -> 1 + random.nextInt(24))
                        .toArray();
                long[] kernel = LongStream.range(0, axes)
                        .map(i -> 1 + random.nextInt(4))
                        .toArray();
                long[] windows = new long[axes];
                boolean fits = true;
                for (int i = 0; i < axes; i++) {
                    windows[i] = geometry.windows(i, image[i], kernel[i]);
                    fits &= windows[i] > 0;
                }
                if (fits) {
                    return new Windows(geometry, image, kernel, windows);
                }
            }
        }

        private static List<Integer> list(SplittableRandom random, int axes, int from, int to) {
            boolean plain = random.nextBoolean();
            return IntStream.range(0, axes)
                    .mapToObj(i -> plain ? from : random.nextInt(from, to))
                    .toList();
        }
    }

    private static long[] dims(long a, long b, long... rest) {
        return LongStream.concat(LongStream.of(a, b), LongStream.of(rest)).toArray();
    }

    private static List<Long> list(long... values) {
        return LongStream.of(values).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void convolution(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Windows w = Windows.random(random);
            int batch = 1 + random.nextInt(4);
            int groups = 1 + random.nextInt(2);
            int in = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 4);
            int out = 1 + random.nextInt(random.nextInt(4) == 0 ? 70 : 4);
            View x = operand(random, type, dims(batch, (long) in * groups, w.image));
            View weights = operand(random, type, dims((long) out * groups, in, w.kernel));
            View g = operand(random, type, dims(batch, (long) out * groups, w.windows));
            check(new Conv(w.geometry, groups), x, weights);
            check(new ConvInputGrad(w.geometry, groups, list(w.image)), g, weights);
            check(new ConvWeightGrad(w.geometry, groups, list(w.kernel)), x, g);
        }
    }

    @Test
    void largerConvolutions() {
        SplittableRandom random = new SplittableRandom(1);
        Geometry same = Geometry.of(2, 1, 1, 1);
        View x = operand(random, DType.FLOAT32, 3, 16, 28, 28);
        View weights = operand(random, DType.FLOAT32, 32, 16, 3, 3);
        View g = operand(random, DType.FLOAT32, 3, 32, 28, 28);
        check(new Conv(same, 1), x, weights);
        check(new ConvInputGrad(same, 1, list(28, 28)), g, weights);
        check(new ConvWeightGrad(same, 1, list(3, 3)), x, g);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NaN})
    void anInfinityReachesOnlyTheWeightsThatSeeIt(double value) {
        View x = TestViews.random(DType.FLOAT32, 1, 1, 4, 9, 9);
        View corner = x.slice(2, 2, 1, 1).slice(3, 8, 1, 1);
        TestViews.CPU.fill(value, corner);
        View g = TestViews.random(DType.FLOAT32, 2, 1, 5, 7, 7);
        check(new ConvWeightGrad(Geometry.of(2, 1, 0, 1), 1, list(3, 3)), x, g);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void maxPooling(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Windows w = Windows.random(random);
            long[] image = dims(1 + random.nextInt(3), 1 + random.nextInt(3), w.image);
            View x = TestViews.random(type, seed, image);
            if (random.nextBoolean()) {
                TestViews.CPU.fill(
                        random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY,
                        x.slice(2, 0, (w.image[0] + 1) / 2, 2));
            }
            boolean halving = random.nextInt(3) == 0 && LongStream.of(w.image).allMatch(n -> n > 1);
            if (halving) {
                int axes = w.image.length;
                long[] half = LongStream.of(w.image).map(n -> n / 2).toArray();
                w = new Windows(
                        Geometry.of(axes, 2, 0, 1), w.image, axes == 1 ? new long[] {2} : new long[] {2, 2}, half);
            }
            MaxPool pool = new MaxPool(w.geometry, list(w.kernel));
            if (TestViews.CPU.fused(pool, new View[] {x}) == null) {
                continue; // A window sees nothing but padding.
            }
            check(pool, x);
            View[] out = {
                TestViews.empty(type, dims(image[0], image[1], w.windows)),
                TestViews.empty(DType.INT64, dims(image[0], image[1], w.windows))
            };
            TestViews.CPU.fused(pool, new View[] {x}).run(new View[] {x}, out);
            View g = TestViews.random(type, seed, out[0].shape().toArray());
            check(new MaxPoolGrad(pool, x.shape()), g, out[1]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void dropout(DType type) {
        for (int count : new int[] {1, 2, 3, 4, 5, 1027, 16_389, 40_001}) {
            View x = TestViews.random(type, count, count + 3L).slice(0, 3, count, 1);
            TestViews.CPU.fill(count % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY, x.slice(0, 0, count / 3 + 1, 1));
            for (double p : new double[] {0, 0.3, 1}) {
                check(new Dropout(p, -7, 0xFFFFFF00L), x);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void softmaxes(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] dims = {1 + random.nextInt(40), 1 + random.nextInt(3), 1 + random.nextInt(seed % 5 == 0 ? 3000 : 40)
            };
            View x = TestViews.random(type, seed, dims[1], dims[0], dims[2]).permute(1, 0, 2);
            if (random.nextInt(3) == 0) {
                TestViews.CPU.fill(random.nextBoolean() ? 1e4 : Double.NEGATIVE_INFINITY, x.slice(0, 0, 1, 1));
            }
            check(new Softmax(2), x);
            check(new LogSoftmax(2), x);
            View g = TestViews.random(type, seed + 1, dims);
            View y = TestViews.random(type, seed, dims[1], dims[0], dims[2]).permute(1, 0, 2);
            check(new SoftmaxGrad(2, false), g, y);
            check(new SoftmaxGrad(2, true), g, y);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void recurrences(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RecurrentCell cell = RecurrentCell.values()[seed % RecurrentCell.values().length];
            Recurrence op = new Recurrence(cell, random.nextBoolean(), random.nextInt(3) > 0);
            int length = 1 + random.nextInt(3);
            int batch = 1 + random.nextInt(15);
            int width = 1 + random.nextInt(random.nextInt(10) == 0 ? 150 : 20);
            List<View> in = new ArrayList<>();
            in.add(operand(random, type, length, batch, (long) cell.blocks() * width));
            in.add(operand(random, type, (long) cell.blocks() * width, width));
            for (int s = 0; s < cell.states(); s++) {
                in.add(operand(random, type, batch, width));
            }
            if (random.nextBoolean()) {
                in.add(operand(random, type, (long) cell.blocks() * width));
            }
            check(op, in.toArray(View[]::new));
            List<View> back = new ArrayList<>();
            back.add(in.get(1));
            for (int group = 0; group < 3; group++) {
                for (int s = 0; s < cell.states(); s++) {
                    back.add(group == 1 ? in.get(2 + s) : operand(random, type, length, batch, width));
                }
            }
            for (int k = 0; k < cell.kept(); k++) {
                back.add(operand(random, type, length, batch, width));
            }
            check(new RecurrenceGrad(op), back.toArray(View[]::new));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void crossEntropies(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int rows = 1 + random.nextInt(40);
            int classes = 1 + random.nextInt(seed % 5 == 0 ? 3000 : 40);
            View x = TestViews.random(type, seed, 2, rows, classes).permute(1, 0, 2);
            if (random.nextInt(3) == 0) {
                TestViews.CPU.fill(random.nextBoolean() ? 1e4 : Double.NEGATIVE_INFINITY, x.slice(0, 0, 1, 1));
            }
            View target = classes(random, classes, rows, 2);
            CrossEntropy op = new CrossEntropy(2, -100, random.nextInt(3) == 0 ? 0.1 : 0);
            View[] weights = random.nextBoolean() ? new View[0] : new View[] {TestViews.random(type, 5, classes)};
            check(op, with(weights, x, target));
            View g = TestViews.random(type, seed + 1, 2, rows).permute(1, 0);
            View l = TestViews.random(type, seed + 2, rows, 2);
            check(new CrossEntropyGrad(op), with(weights, g, x, target, l));
            View mean = TestViews.random(type, seed + 1, 1).expand(Shape.of(rows, 2));
            check(new CrossEntropyGrad(op), with(weights, mean, x, target, l));
        }
    }

    private static View[] with(View[] last, View... first) {
        View[] all = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, all, first.length, last.length);
        return all;
    }

    /** Targets, some of them ignored. */
    private static View classes(SplittableRandom random, int classes, long... dims) {
        View view = TestViews.empty(DType.INT64, dims);
        long[] values = (long[]) CpuBuffer.array(view);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(4) == 0 ? -100 : random.nextInt(classes);
        }
        return view;
    }

    @Test
    void aClassOutOfRangeIsNamed() {
        View x = TestViews.random(DType.FLOAT32, 1, 3, 5);
        View target = TestViews.empty(DType.INT64, 3);
        TestViews.CPU.fill(5, target.slice(0, 1, 1, 1));
        View[] out = {
            TestViews.empty(DType.FLOAT32, 3), TestViews.empty(DType.FLOAT32, 3), TestViews.empty(DType.FLOAT32, 3)
        };
        View[] in = {x, target};
        FusedKernel kernel = TestViews.CPU.fused(new CrossEntropy(1, -100, 0), in);
        assertThatThrownBy(() -> kernel.run(in, out))
                .isInstanceOf(IndexException.class)
                .hasMessage("crossEntropy: class 5 is out of range for 5 classes");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void norms(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] dims = {1 + random.nextInt(4), 1 + random.nextInt(5), 1 + random.nextInt(40), 1 + random.nextInt(80)
            };
            List<Integer> axes = List.of(List.of(3), List.of(2, 3), List.of(1, 2, 3), List.of(0, 2, 3), List.of(0, 3))
                    .get(random.nextInt(5));
            View x = operand(random, type, dims);
            if (random.nextInt(8) == 0) {
                TestViews.CPU.fill(random.nextBoolean() ? Double.NaN : 1e6, x.slice(0, 0, 1, 1));
            }
            Normalize norm = new Normalize(axes, 1e-5);
            RmsNormalize rms = new RmsNormalize(axes, 1e-5);
            checkIfKnown(norm, x);
            checkIfKnown(rms, x);
            View g = operand(random, type, dims);
            View y = operand(random, type, dims);
            View square = positive(type, seed + 2, norm.infer(tensor(x))[1].shape());
            checkIfKnown(new NormalizeGrad(axes, 1e-5, true), g, y, square);
            checkIfKnown(new NormalizeGrad(axes, 1e-5, false), g, y, square);
        }
    }

    /** What lies in short runs is decomposed; from 32 neighbours on there must be a kernel. */
    private static void checkIfKnown(Composite op, View... inputs) {
        if (TestViews.CPU.fused(op, inputs) != null) {
            check(op, inputs);
        } else {
            boolean dense = Arrays.stream(inputs).allMatch(View::isContiguous);
            assertThat(dense && inputs[0].dim(3) >= 32).isFalse();
        }
    }

    private static View positive(DType type, long seed, Shape shape) {
        View view = TestViews.random(type, seed, shape.toArray());
        double[] values = TestViews.values(view);
        for (int i = 0; i < values.length; i++) {
            Cells.store(type, CpuBuffer.array(view), i, Double.doubleToRawLongBits(0.1 + Math.abs(values[i])));
        }
        return view;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void attention(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean large = seed % 30 == 0; // several blocks of rows
            int n = 1 + random.nextInt(large ? 200 : 12);
            int m = 1 + random.nextInt(large ? 3000 : 12);
            int d = 1 + random.nextInt(20);
            int e = 1 + random.nextInt(20);
            long[] heads = {1 + random.nextInt(2), 1 + random.nextInt(3)};
            View q = operand(random, type, heads[0], heads[1], n, d);
            View k = operand(random, type, heads[0], heads[1], m, d);
            View v = operand(random, type, heads[0], heads[1], m, e);
            Attention op = new Attention(0.3, random.nextBoolean());
            View[] mask = mask(random, type, Shape.of(heads[0], heads[1], n, m));
            check(op, with(mask, q, k, v));
            View[] results = {
                TestViews.empty(type, heads[0], heads[1], n, e), TestViews.empty(type, heads[0], heads[1], n)
            };
            View[] operands = with(mask, q, k, v);
            TestViews.CPU.fused(op, operands).run(operands, results);
            View g = operand(random, type, heads[0], heads[1], n, e);
            View delta = operand(random, type, heads[0], heads[1], n);
            check(new AttentionGrad(op), with(mask, g, q, k, v, results[1], delta));
        }
    }

    /** No mask, or a mask of either kind, the same for all heads; it may hide whole rows. */
    private static View[] mask(SplittableRandom random, DType type, Shape scores) {
        if (random.nextBoolean()) {
            return new View[0];
        }
        boolean additive = random.nextBoolean();
        long n = scores.dim(2);
        View mask = TestViews.random(additive ? type : DType.BOOL, random.nextLong(), n, scores.dim(3));
        View row = mask.slice(0, random.nextInt((int) n), 1, 1);
        TestViews.CPU.fill(additive ? Double.NEGATIVE_INFINITY : 0, row);
        return new View[] {mask.expand(scores)};
    }

    @Test
    void whatHasNoKernelIsDecomposed() {
        HostArray half = HostArray.allocate(DType.FLOAT16, 6);
        View x = View.contiguous(TestViews.CPU.allocate(DType.FLOAT16, 6), DType.FLOAT16, Shape.of(2, 3));
        TestViews.CPU.upload(half, x);
        assertThat(TestViews.CPU.fused(new Softmax(1), new View[] {x})).isNull();
        View y = TestViews.random(DType.FLOAT32, 1, 2, 3);
        assertThat(TestViews.CPU.fused(new Softmax(0), new View[] {y})).isNull();
    }
}
