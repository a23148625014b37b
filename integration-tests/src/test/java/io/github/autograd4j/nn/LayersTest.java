package io.github.autograd4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.DType;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import org.junit.jupiter.api.Test;

/** That the modules hand their parameters and settings to the functions, which are tested elsewhere. */
class LayersTest {
    private static double largest(Tensor tensor) {
        return tensor.abs().amax().item();
    }

    @Test
    void convolutionsKeepTheirSettings() {
        Conv2d conv = Conv2d.builder(4, 6, 3)
                .stride(2, 1)
                .padding(1)
                .dilation(1, 2)
                .groups(2)
                .bias(false)
                .build();
        assertThat(conv.weight().shape()).isEqualTo(Shape.of(6, 2, 3, 3));
        assertThat(conv.bias()).isNull();
        assertThat(conv.stateDict().keySet()).containsExactly("weight");
        assertThat(conv.forward(Tensor.rand(2, 4, 9, 9)).shape()).isEqualTo(Shape.of(2, 6, 5, 7));
        assertThat(conv)
                .hasToString("Conv2d(4, 6, kernel_size=(3, 3), stride=(2, 1), padding=(1, 1), dilation=(1, 2), "
                        + "groups=2, bias=False)");
        assertThat(new Conv1d(2, 3, 5)).hasToString("Conv1d(2, 3, kernel_size=(5,), stride=(1,))");
    }

    @Test
    void convolutionOfOneWindowIsTheDotProduct() {
        Conv2d conv = new Conv2d(2, 3, 2);
        Tensor x = Tensor.rand(1, 2, 2, 2);
        double[] image = x.toDoubleArray();
        double[] weight = conv.weight().toDoubleArray();
        double[] bias = conv.bias().toDoubleArray();
        double[] y = conv.forward(x).toDoubleArray();
        for (int o = 0; o < 3; o++) {
            double sum = bias[o];
            for (int i = 0; i < 8; i++) {
                sum += image[i] * weight[o * 8 + i];
            }
            assertThat(y[o]).isCloseTo(sum, within(1e-6));
        }
    }

    @Test
    void paddingToTheSameSizeAddsTheOddZeroOnTheRight() {
        Conv1d conv = Conv1d.builder(1, 1, 4).samePadding().bias(false).build();
        Init.constant(conv.weight(), 0);
        conv.loadStateDict(java.util.Map.of("weight", Tensor.of(new float[] {1, 10, 100, 1000}, 1, 1, 4)));
        float[] y = conv.forward(Tensor.of(new float[] {1, 2, 3}, 1, 1, 3)).toFloatArray();
        // Windows of 0 1 2 3 0 0.
        assertThat(y).containsExactly(0 + 10 + 200 + 3000, 1 + 20 + 300, 2 + 30);
        assertThat(Conv2d.builder(1, 1, 3, 4)
                        .dilation(2)
                        .samePadding()
                        .build()
                        .forward(Tensor.rand(1, 1, 5, 7))
                        .shape())
                .isEqualTo(Shape.of(1, 1, 5, 7));
        assertThatThrownBy(() -> Conv1d.builder(1, 1, 3).samePadding().stride(2).build())
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void transposedConvolutionGivesTheSizeBack() {
        ConvTranspose2d up = ConvTranspose2d.builder(4, 2, 3)
                .stride(2)
                .padding(1)
                .outputPadding(1)
                .build();
        assertThat(up.weight().shape()).isEqualTo(Shape.of(4, 2, 3, 3));
        assertThat(up.forward(Tensor.rand(1, 4, 5, 6)).shape()).isEqualTo(Shape.of(1, 2, 10, 12));
        assertThat(up)
                .hasToString("ConvTranspose2d(4, 2, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), "
                        + "output_padding=(1, 1))");
        assertThat(new ConvTranspose1d(3, 2, 4).forward(Tensor.rand(1, 3, 5)).shape())
                .isEqualTo(Shape.of(1, 2, 8));
        assertThatThrownBy(() -> Conv2d.builder(1, 1, 1).outputPadding(1).build())
                .hasMessageContaining("only transposed");
        assertThatThrownBy(() -> Conv2d.builder(3, 4, 1).groups(2).build())
                .hasMessage("Conv2d: 2 groups do not divide 3 and 4 channels");
    }

    @Test
    void firstValuesHavePyTorchsBounds() {
        Conv2d conv = Conv2d.builder(3, 64, 5).rng(Rng.of(1)).build();
        assertThat(largest(conv.weight())).isBetween(0.99 / Math.sqrt(75), 1 / Math.sqrt(75));
        assertThat(largest(conv.bias())).isBetween(0.8 / Math.sqrt(75), 1 / Math.sqrt(75));
        ConvTranspose2d up = ConvTranspose2d.builder(3, 8, 3).rng(Rng.of(1)).build();
        assertThat(largest(up.weight())).isBetween(0.95 / Math.sqrt(72), 1 / Math.sqrt(72));
    }

    @Test
    void initialisersHaveTheirVariances() {
        Tensor w = Tensor.zeros(200, 50, 2);
        Rng rng = Rng.of(3);
        assertThat(largest(Init.xavierUniform(w, 2, rng))).isCloseTo(2 * Math.sqrt(6.0 / 500), within(1e-3));
        assertThat(std(Init.xavierNormal(w, 1, rng))).isCloseTo(Math.sqrt(2.0 / 500), within(1e-3));
        assertThat(largest(Init.kaimingUniform(w, Init.Fan.IN, 1, rng))).isCloseTo(Math.sqrt(0.03), within(1e-3));
        assertThat(std(Init.kaimingNormal(w, Init.Fan.OUT, Nonlinearity.RELU.gain(), rng)))
                .isCloseTo(Math.sqrt(2.0 / 400), within(1e-3));
        assertThat(Init.constant(w, 4).mean().item()).isEqualTo(4);
        assertThat(Nonlinearity.TANH.gain()).isEqualTo(5.0 / 3);
        assertThat(Nonlinearity.leakyRelu(1)).isEqualTo(1);
        assertThatThrownBy(() -> Init.xavierUniform(Tensor.zeros(3), 1, rng)).hasMessageContaining("rank 2");
    }

    private static double std(Tensor tensor) {
        return tensor.std().item();
    }

    @Test
    void poolsHaveTheirWindowsSideBySideUnlessTold() {
        Tensor x = Tensor.arange(0, 16, 1, DType.FLOAT32).reshape(1, 1, 4, 4);
        assertThat(new MaxPool2d(2).forward(x).toFloatArray()).containsExactly(5, 7, 13, 15);
        assertThat(new AvgPool2d(2).forward(x).toFloatArray()).containsExactly(2.5f, 4.5f, 10.5f, 12.5f);
        assertThat(new MaxPool2d(3, 2, 1).forward(x).toFloatArray()).containsExactly(5, 7, 13, 15);
        assertThat(new MaxPool1d(2).forward(x.reshape(1, 4, 4)).shape()).isEqualTo(Shape.of(1, 4, 2));
        assertThat(new AvgPool1d(2).forward(x.reshape(1, 4, 4)).toFloatArray()).startsWith(0.5f, 2.5f);
        assertThat(new AdaptiveAvgPool2d(1).forward(x).item()).isCloseTo(7.5, within(1e-6));
        assertThat(new MaxPool2d(2))
                .hasToString("MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)");
        assertThat(new AdaptiveAvgPool2d(1)).hasToString("AdaptiveAvgPool2d(output_size=(1, 1))");
    }

    @Test
    void batchNormKeepsRunningStatistics() {
        BatchNorm1d norm = new BatchNorm1d(1);
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 4, 1);
        double root = Math.sqrt(1.25 + 1e-5);
        assertThat(norm.forward(x).toDoubleArray())
                .containsExactly(new double[] {-1.5 / root, -0.5 / root, 0.5 / root, 1.5 / root}, within(1e-6));
        assertThat(norm.runningMean().item()).isCloseTo(0.25, within(1e-6));
        assertThat(norm.runningVar().item()).isCloseTo(0.9 + 0.1 * 5 / 3, within(1e-5));
        assertThat(norm.stateDict().keySet())
                .containsExactly("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
        assertThat(norm.stateDict().get("num_batches_tracked").itemLong()).isEqualTo(1);
        assertThat(norm.parameters()).hasSize(2);

        norm.eval();
        double mean = norm.runningMean().item();
        double var = norm.runningVar().item();
        assertThat(norm.forward(x).toDoubleArray()[3]).isCloseTo((4 - mean) / Math.sqrt(var + 1e-5), within(1e-5));
        assertThat(norm.runningMean().item()).isEqualTo(mean);
        assertThat(norm.stateDict().get("num_batches_tracked").itemLong()).isEqualTo(1);
        assertThat(norm).hasToString("BatchNorm1d(1, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)");
    }

    @Test
    void withoutMomentumTheRunningMeanIsTheMeanOfAllBatches() {
        BatchNorm2d norm = new BatchNorm2d(2, 1e-3, BatchNorm2d.CUMULATIVE, false);
        double sum = 0;
        for (int i = 1; i <= 4; i++) {
            Tensor x = Tensor.rand(3, 2, 2, 2).add(i);
            sum += x.select(1, 0).mean().item();
            norm.forward(x);
            assertThat(norm.runningMean().toDoubleArray()[0]).isCloseTo(sum / i, within(1e-5));
        }
        assertThat(norm.parameters()).isEmpty();
        assertThat(norm)
                .hasToString("BatchNorm2d(2, eps=0.001, momentum=None, affine=False, track_running_stats=True)");
    }

    @Test
    void batchNormSaysWhatItCannotTake() {
        assertThatThrownBy(() -> new BatchNorm1d(3).forward(Tensor.zeros(1, 3)))
                .hasMessageContaining("more than one value per channel");
        assertThatThrownBy(() -> new BatchNorm2d(3).forward(Tensor.zeros(2, 4, 2, 2)))
                .hasMessage("BatchNorm2d: expected 3 channels, got float32[2, 4, 2, 2]");
        assertThatThrownBy(() -> new BatchNorm2d(3).forward(Tensor.zeros(2, 3))).isInstanceOf(ShapeException.class);
        BatchNorm1d norm = new BatchNorm1d(3);
        assertThatThrownBy(() -> norm.forward(Tensor.zeros(1, 3))).isInstanceOf(ShapeException.class);
        assertThat(norm.stateDict().get("num_batches_tracked").itemLong()).isZero();
    }

    @Test
    void otherNormalisationsHaveMeanZeroAndVarianceOneWhereTheyShould() {
        Tensor x = Tensor.rand(4, 6, 5, 5).mul(3).add(2);
        centred(new LayerNorm(6, 5, 5).forward(x), 1, 2, 3);
        centred(new GroupNorm(2, 6).forward(x).reshape(4, 2, -1), 2);
        centred(new InstanceNorm2d(6).forward(x), 2, 3);
        Tensor rms = new RMSNorm(5).forward(x).square().mean(-1);
        assertThat(rms.sub(1).abs().amax().item()).isLessThan(1e-5);
        assertThat(new LayerNorm(8)).hasToString("LayerNorm((8,), eps=1e-05, elementwise_affine=True)");
        assertThat(new GroupNorm(2, 6)).hasToString("GroupNorm(2, 6, eps=1e-05, affine=True)");
        assertThat(new RMSNorm(2, 3)).hasToString("RMSNorm((2, 3), eps=None, elementwise_affine=True)");
        assertThat(new InstanceNorm2d(6).stateDict()).isEmpty();
        assertThatThrownBy(() -> new GroupNorm(4, 6)).hasMessageContaining("do not divide");
    }

    private static void centred(Tensor y, int... axes) {
        assertThat(y.mean(axes).abs().amax().item()).isLessThan(1e-5);
        assertThat(y.var(0, false, axes).sub(1).abs().amax().item()).isLessThan(1e-3);
    }

    @Test
    void dropoutThinsInTrainingOnly() {
        Dropout dropout = new Dropout(0.25, Rng.of(9));
        Tensor x = Tensor.ones(10_000);
        Tensor y = dropout.forward(x);
        assertThat(y.mean().item()).isCloseTo(1, within(0.02));
        for (float v : y.toFloatArray()) {
            assertThat(v == 0 || Math.abs(v - 4f / 3) < 1e-6).isTrue();
        }
        assertThat(dropout.eval().forward(x).toFloatArray()).isEqualTo(x.toFloatArray());
        assertThat(dropout).hasToString("Dropout(p=0.25, inplace=False)");
    }

    @Test
    void thePaddingEntryIsZeroAndStaysSo() {
        Embedding embedding = new Embedding(5, 3, 2, Rng.of(4));
        Tensor index = Tensor.of(new long[] {0, 2, 2, 4}, 2, 2);
        Tensor y = embedding.forward(index);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(y.toFloatArray()).startsWith(embedding.weight().get(0).toFloatArray());
        assertThat(embedding.weight().get(2).toFloatArray()).containsOnly(0);
        y.sum().backward();
        assertThat(embedding.weight().grad().toFloatArray())
                .containsExactly(1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1);
        assertThat(embedding).hasToString("Embedding(5, 3, padding_idx=2)");
    }

    @Test
    void activationsAreTheirFunctions() {
        Tensor x = Tensor.of(-4f, -1f, -0.5f, 0f, 0.3f, 2f, 7f);
        check(Activation.relu(), Functional.relu(x), x, "ReLU()");
        check(Activation.relu6(), Functional.relu6(x), x, "ReLU6()");
        check(Activation.tanh(), x.tanh(), x, "Tanh()");
        check(Activation.sigmoid(), x.sigmoid(), x, "Sigmoid()");
        check(Activation.gelu(), Functional.gelu(x), x, "GELU(approximate='none')");
        check(Activation.geluTanh(), Functional.geluTanh(x), x, "GELU(approximate='tanh')");
        check(Activation.selu(), Functional.selu(x), x, "SELU()");
        check(Activation.silu(), Functional.silu(x), x, "SiLU()");
        check(Activation.mish(), Functional.mish(x), x, "Mish()");
        check(Activation.softplus(), Functional.softplus(x), x, "Softplus(beta=1.0, threshold=20.0)");
        check(Activation.logSigmoid(), Functional.logSigmoid(x), x, "LogSigmoid()");
        check(Activation.hardsigmoid(), Functional.hardsigmoid(x), x, "Hardsigmoid()");
        check(Activation.hardswish(), Functional.hardswish(x), x, "Hardswish()");
        check(Activation.leakyRelu(0.01), Functional.leakyRelu(x, 0.01), x, "LeakyReLU(negative_slope=0.01)");
        check(Activation.elu(1), Functional.elu(x, 1), x, "ELU(alpha=1.0)");
        check(Activation.hardtanh(-1, 1), Functional.hardtanh(x, -1, 1), x, "Hardtanh(min_val=-1.0, max_val=1.0)");
        check(Activation.softmax(0), x.softmax(0), x, "Softmax(dim=0)");
        check(Activation.logSoftmax(0), x.logSoftmax(0), x, "LogSoftmax(dim=0)");
        check(Activation.of("Twice", t -> t.mul(2)), x.mul(2), x, "Twice()");
    }

    private static void check(Activation module, Tensor expected, Tensor x, String text) {
        assertThat(module.forward(x).toFloatArray()).isEqualTo(expected.toFloatArray());
        assertThat(module).hasToString(text);
    }

    @Test
    void numbersPrintAsPythonsDo() {
        assertThat(Repr.number(1e-5)).isEqualTo("1e-05");
        assertThat(Repr.number(5e-4)).isEqualTo("0.0005");
        assertThat(Repr.number(1.5e-7)).isEqualTo("1.5e-07");
        assertThat(Repr.number(3)).isEqualTo("3.0");
        assertThat(Repr.number(12345678)).isEqualTo("12345678.0");
        assertThat(Repr.number(1e16)).isEqualTo("1e+16");
        assertThat(Repr.number(-0.001)).isEqualTo("-0.001");
    }

    private static Sequential lenet() {
        return new Sequential(
                Conv2d.builder(1, 6, 5).padding(2).build(),
                Activation.relu(),
                new MaxPool2d(2),
                new BatchNorm2d(6),
                new Flatten(),
                new Sequential(new Linear(6 * 14 * 14, 10)));
    }

    @Test
    void summaryOfAModel() {
        Sequential model = lenet();
        Summary summary = Summary.of(model, 1, 28, 28);
        assertThat(summary.parameterCount()).isEqualTo(6 * 25 + 6 + 12 + 11760 + 10);
        assertThat(summary.toString().lines().map(String::stripTrailing))
                .containsExactly(
                        "layer             output          parameters",
                        "Sequential        [1, 10]",
                        "  0: Conv2d       [1, 6, 28, 28]         156",
                        "  1: ReLU         [1, 6, 28, 28]",
                        "  2: MaxPool2d    [1, 6, 14, 14]",
                        "  3: BatchNorm2d  [1, 6, 14, 14]          12",
                        "  4: Flatten      [1, 1176]",
                        "  5: Sequential   [1, 10]",
                        "    0: Linear     [1, 10]             11,770",
                        "total 11,938 parameters, 11,938 trainable");
    }

    @Test
    void aSummaryLeavesTheModelAsItWas() {
        Sequential model = lenet();
        model.children().get("3").eval();
        model.children().get("0").requiresGrad(false);
        Summary summary = Summary.of(model, 1, 28, 28);
        assertThat(summary.trainableCount()).isEqualTo(summary.parameterCount() - 156);
        assertThat(model.isTraining()).isTrue();
        assertThat(model.children().get("3").isTraining()).isFalse();
        assertThat(model.stateDict().get("3.num_batches_tracked").itemLong()).isZero();
    }

    @Test
    void aSummaryOfAModuleOfTheUsersOwn() {
        Module model = new Module() {
            private final Linear inner = child("inner", new Linear(3, 4));

            @Override
            public Tensor forward(Tensor x) {
                return inner.forward(x).relu();
            }
        };
        assertThat(Summary.of(model, 3).rows())
                .extracting(Summary.Row::output)
                .containsExactly(Shape.of(1, 4), Shape.of(1, 4));
    }
}
