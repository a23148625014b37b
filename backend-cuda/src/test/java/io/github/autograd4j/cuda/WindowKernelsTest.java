package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Counter;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.testing.TensorAssert;
import io.github.autograd4j.testing.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows of any size, stride, padding and dilation, on the GPU and by decomposition on the reference device. */
class WindowKernelsTest {
    private static final int CASES = 60;
    private static final Device REFERENCE = Device.of("reference");
    private static Device cuda;

    @BeforeAll
    static void open() {
        TestGpu.require();
        cuda = Device.cuda(0);
    }

    /** How windows lie on an image that they fit into. */
    private record Windows(Geometry geometry, List<Long> image, List<Long> kernel) {
        static Windows random(SplittableRandom random) {
            int axes = 1 + random.nextInt(2);
            while (true) {
                List<Integer> stride = new ArrayList<>();
                List<Integer> padding = new ArrayList<>();
                List<Integer> dilation = new ArrayList<>();
                List<Long> image = new ArrayList<>();
                List<Long> kernel = new ArrayList<>();
                for (int i = 0; i < axes; i++) {
                    stride.add(random.nextInt(1, 4));
                    padding.add(random.nextInt(0, 3));
                    dilation.add(random.nextInt(1, 4));
                    image.add(random.nextLong(1, 10));
                    kernel.add(random.nextLong(1, 5));
                }
                Geometry geometry = new Geometry(stride, padding, dilation);
                boolean fits = true;
                for (int i = 0; i < axes; i++) {
                    fits &= geometry.windows(i, image.get(i), kernel.get(i)) > 0;
                }
                if (fits) {
                    return new Windows(geometry, image, kernel);
                }
            }
        }

        long[] image(long batch, long channels) {
            return dims(batch, channels, image);
        }

        long[] weights(long out, long in) {
            return dims(out, in, kernel);
        }

        private static long[] dims(long first, long second, List<Long> rest) {
            long[] dims = new long[rest.size() + 2];
            dims[0] = first;
            dims[1] = second;
            for (int i = 0; i < rest.size(); i++) {
                dims[i + 2] = rest.get(i);
            }
            return dims;
        }
    }

    /** Quarters from −2 to 2, so that sums are exact and there are equals; as if they had been transposed, sometimes. */
    private static Tensor tensor(SplittableRandom random, long... dims) {
        float[] values = new float[(int) Shape.of(dims).numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(-8, 9) / 4f;
        }
        return Tensor.of(values).reshape(dims);
    }

    private static Tensor laid(SplittableRandom random, Tensor x) {
        return random.nextBoolean()
                ? x.to(cuda)
                : x.transpose(0, 1).contiguous().to(cuda).transpose(0, 1);
    }

    private static void check(SplittableRandom random, Composite op, Tensor... inputs) {
        Tensor[] here = new Tensor[inputs.length];
        Tensor[] there = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            here[i] = laid(random, inputs[i]);
            there[i] = inputs[i].to(REFERENCE);
        }
        Tensor[] actual = op.apply(here);
        Tensor[] expected = op.decompose(there);
        for (int i = 0; i < actual.length; i++) {
            TensorAssert.assertThat(actual[i].to(REFERENCE))
                    .as("result %s of %s on %s", i, op, inputs[0].shape())
                    .isCloseTo(expected[i], Tolerance.EXACT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16", "FLOAT64"})
    void maxPooling(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Windows w = Windows.random(random);
            MaxPool op = new MaxPool(w.geometry, w.kernel);
            Tensor x = tensor(random, w.image(2, 3)).to(type);
            Tensor[] pooled;
            try {
                pooled = op.decompose(x.to(REFERENCE));
            } catch (IndexException e) {
                continue; // a window sees nothing but padding
            }
            check(random, op, x);
            Tensor g = tensor(random, pooled[0].shape().toArray()).to(type);
            check(random, new MaxPoolGrad(op, x.shape()), g, pooled[1]);
        }
    }

    @Test
    void convolutions() {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Windows w = Windows.random(random);
            int groups = 1 + random.nextInt(2);
            Tensor x = tensor(random, w.image(2, 2L * groups));
            Tensor weights = tensor(random, w.weights(3L * groups, 2));
            Conv op = new Conv(w.geometry, groups);
            check(random, op, x, weights);
            Tensor g = tensor(random, op.infer(x, weights)[0].shape().toArray());
            check(random, new ConvInputGrad(w.geometry, groups, w.image), g, weights);
            check(random, new ConvWeightGrad(w.geometry, groups, w.kernel), x, g);
        }
    }

    /** Each image's share, 1 + half a unit of 1, would become 1; together the halves are a unit more. */
    @Test
    void theGradientOfWeightsIsRoundedOnce() {
        onceRounded(DType.BFLOAT16, 255, 0x1p-8);
        onceRounded(DType.FLOAT16, 2047, 0x1p-11);
    }

    private static void onceRounded(DType type, int images, double half) {
        Tensor x = Tensor.ones(images, 1, 2).to(type).to(cuda);
        Tensor g = Tensor.of(1.0, half).to(type).to(cuda).expand(images, 1, 2).contiguous();
        ConvWeightGrad op = new ConvWeightGrad(Geometry.of(1, 1, 0, 1), 1, List.of(1L));
        assertThat(op.apply(x, g)[0].toDoubleArray()).as("%s", type).containsExactly(images + 1);
    }

    /** Where windows overlap the order of sums shows, and threads may run in any. */
    @Test
    @SuppressWarnings("try")
    void theGradientOfMaxPoolingIsOneLaunchAndAlwaysTheSame() {
        assumeThat(cuda.info().toString()).contains("Emulated");
        assumeThat(FixedKernels.ONLY).isFalse();
        Tensor x = Tensor.arange(0, 2000, 1, DType.FLOAT32).sin().reshape(2, 1, 20, 50);
        Tensor leaf = x.to(cuda).requiresGrad(true);
        Tensor y = Functional.maxPool2d(leaf, 5, 1, 2);
        Tensor g = y.detach().mul(1e3).exp().cos();
        float[] first = null;
        for (int schedule = 0; schedule < 3; schedule++) {
            try (EmulatorControl.Changed order = EmulatorControl.with(Setting.SCHEDULE, schedule)) {
                assertThat(EmulatorControl.get(Setting.SCHEDULE)).isEqualTo(schedule);
                long launches = EmulatorControl.get(Counter.LAUNCHES);
                Tensor gradient = Autograd.grad(List.of(y), List.of(leaf), List.of(g), GradOptions.RETAIN_GRAPH)
                        .get(0);
                assertThat(EmulatorControl.get(Counter.LAUNCHES) - launches).isEqualTo(1);
                float[] values = gradient.toFloatArray();
                first = first == null ? values : first;
                assertThat(values).isEqualTo(first);
            }
        }
    }
}
