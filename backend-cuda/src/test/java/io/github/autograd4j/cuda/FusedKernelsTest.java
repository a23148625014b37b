package io.github.autograd4j.cuda;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import io.github.autograd4j.op.SoftmaxGrad;
import io.github.autograd4j.testing.TensorAssert;
import io.github.autograd4j.testing.Tolerance;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels at sizes where another number of threads takes over, against decompositions on the reference device. */
class FusedKernelsTest {
    private static final Device REFERENCE = Device.of("reference");
    private static Device cuda;

    @BeforeAll
    static void open() {
        TestGpu.require();
        cuda = Device.cuda(0);
    }

    private static Tensor random(long seed, long... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) Shape.of(dims).numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() * 4 - 2);
        }
        return Tensor.of(values).reshape(dims);
    }

    private static void check(Composite op, Tensor... inputs) {
        Tensor[] here = new Tensor[inputs.length];
        Tensor[] there = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            here[i] = inputs[i].to(cuda);
            there[i] = inputs[i].to(REFERENCE);
        }
        Tensor[] actual = op.apply(here);
        Tensor[] expected = op.decompose(there);
        for (int i = 0; i < actual.length; i++) {
            TensorAssert.assertThat(actual[i].to(REFERENCE))
                    .as("result %s of %s", i, op)
                    .isCloseTo(expected[i], new Tolerance(1e-5, 1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, 1024, 1025, 5000})
    void rowsOfEachLength(int length) {
        Tensor x = random(1, 3, length);
        check(new Softmax(1), x);
        check(new LogSoftmax(1), x);
        check(new Normalize(List.of(1), 0.01), x);
        check(new RmsNormalize(List.of(1), 0.01), x);
        Tensor y = random(3, 3, length);
        check(new NormalizeGrad(List.of(1), 0.01, true), x, y, random(4, 3, 1).abs());
        check(new NormalizeGrad(List.of(1), 0.01, false), x, y, random(4, 3, 1).abs());
        check(new SoftmaxGrad(1, false), x, y);
        check(new SoftmaxGrad(1, true), x, y);
        Tensor target = Tensor.of(new long[] {0, length - 1, -100});
        check(new CrossEntropy(1, -100, 0), x, target);
        check(new CrossEntropy(1, -100, 0.25), x, target, random(2, length).abs());
    }

    @Test
    void columns() {
        check(new Softmax(0), random(1, 100, 40));
        check(new LogSoftmax(1), random(1, 2, 50, 33));
        check(new Normalize(List.of(0, 2), 0.01), random(1, 4, 5, 70));
    }

    @Test
    void largeElementsOverflowNothing() {
        Tensor x = random(1, 4, 100).mul(500.0);
        check(new Softmax(1), x);
        check(new LogSoftmax(1), x);
    }

    @Test
    void convolutionsOfEachKind() {
        for (int groups : new int[] {1, 2}) {
            Conv op = new Conv(Geometry.of(2, 2, 1, 1), groups);
            check(op, random(1, 3, 4, 9, 7), random(2, 6, 4 / groups, 3, 3));
        }
        check(new Conv(Geometry.of(2, 1, 0, 1), 1), random(1, 2, 5, 4, 6), random(2, 3, 5, 1, 1));
    }

    /** Through tiles of several rows and columns, causal and not, forward and backward. */
    @Test
    void attentionAndItsGradients() {
        for (boolean causal : new boolean[] {false, true}) {
            Tensor[] x = {random(1, 2, 70, 40), random(2, 2, 70, 40), random(3, 2, 70, 33)};
            Tensor[] actual = attention(cuda, causal, x);
            Tensor[] expected = attention(REFERENCE, causal, x);
            for (int i = 0; i < actual.length; i++) {
                TensorAssert.assertThat(actual[i].to(REFERENCE))
                        .as("%s, causal: %s", i, causal)
                        .isCloseTo(expected[i], new Tolerance(1e-4, 1e-5));
            }
        }
    }

    private static Tensor[] attention(Device device, boolean causal, Tensor... x) {
        Tensor q = x[0].to(device).detach().requiresGrad(true);
        Tensor k = x[1].to(device).detach().requiresGrad(true);
        Tensor v = x[2].to(device).detach().requiresGrad(true);
        Tensor y = Functional.scaledDotProductAttention(q, k, v, null, causal);
        List<Tensor> gradients = Autograd.grad(y.square().sum(), q, k, v);
        return new Tensor[] {y.detach(), gradients.get(0), gradients.get(1), gradients.get(2)};
    }

    @Test
    void maxPoolTakesTheFirstOfEqualsAndNaN() {
        Tensor x = random(1, 2, 3, 9, 8).mul(2.0).round();
        Tensor actual = Functional.maxPool2d(x.to(cuda), 3, 2, 1).to(REFERENCE);
        TensorAssert.assertThat(actual).isCloseTo(Functional.maxPool2d(x.to(REFERENCE), 3, 2, 1), Tolerance.EXACT);
    }

    @Test
    void typesOtherThanFloat() {
        for (DType type : new DType[] {DType.FLOAT64, DType.BFLOAT16}) {
            Tensor x = random(1, 3, 1500).to(type);
            Tensor actual = x.to(cuda).softmax(1).to(REFERENCE);
            TensorAssert.assertThat(actual)
                    .isCloseTo(x.to(REFERENCE).softmax(1), new Tolerance(Tolerance.unit(type) * 4, 1e-6));
        }
    }
}
