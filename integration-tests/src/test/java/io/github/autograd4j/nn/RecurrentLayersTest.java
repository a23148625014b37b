package io.github.autograd4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers, directions and states of recurrent layers; the expected numbers are PyTorch's (2.13) for the same parameters. */
class RecurrentLayersTest {
    /** sin(phase + step·i). */
    private static Tensor wave(double phase, double step, long... dims) {
        Shape shape = Shape.of(dims);
        double[] values = new double[(int) shape.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(phase + step * i);
        }
        return Tensor.of(values, dims);
    }

    private static Tensor weighed(Tensor x) {
        return x.flatten(0, -1).mul(wave(1, 1.3, x.numel())).sum();
    }

    @SuppressWarnings("try") // only restores recording
    private static <M extends Module> M known(M module) {
        module.to(DType.FLOAT64);
        try (Restore ignored = Autograd.noGrad()) {
            int k = 0;
            for (Tensor parameter : module.parameters()) {
                parameter.assign(wave(k++, 0.7, parameter.shape().toArray()).mul(0.5));
            }
        }
        return module;
    }

    /** Compares weighed sums of the results, of the input's gradient, of weight_hh_l0's and of the last parameter's. */
    private static void check(Module module, Tensor x, List<Tensor> results, double... expected) {
        Tensor loss = Tensor.scalar(0.0);
        for (int i = 0; i < results.size(); i++) {
            Tensor sum = weighed(results.get(i));
            assertThat(sum.item()).as("result %s", i).isCloseTo(expected[i], within(1e-10));
            loss = loss.add(sum);
        }
        loss.backward();
        List<Tensor> parameters = module.parameters();
        Tensor hidden = module.namedParameters().get("weight_hh_l0");
        List<Tensor> gradients = List.of(
                x.grad(), hidden.grad(), parameters.get(parameters.size() - 1).grad());
        for (int i = 0; i < gradients.size(); i++) {
            assertThat(weighed(gradients.get(i)).item())
                    .as("gradient %s", i)
                    .isCloseTo(expected[results.size() + i], within(1e-10));
        }
    }

    private static Tensor input(long... dims) {
        return wave(0.5, 0.9, dims).requiresGrad(true);
    }

    @Test
    void lstm() {
        LSTM one = known(new LSTM(3, 2));
        Tensor x = input(4, 2, 3);
        RecurrentResult<LSTM.State> result = one.run(x);
        check(
                one,
                x,
                List.of(result.output(), result.last().h(), result.last().c()),
                -1.04962239749,
                0.365687817946,
                0.180427727028,
                0.18401508646,
                0.302981825933,
                -0.193671349526);
        assertThat(one.forward(x.detach()).toDoubleArray())
                .isEqualTo(result.output().toDoubleArray());
    }

    @Test
    void layersAndDirectionsOfLstm() {
        LSTM deep = known(LSTM.builder(3, 2)
                .numLayers(2)
                .bidirectional(true)
                .batchFirst(true)
                .build());
        Tensor x = input(2, 4, 3);
        LSTM.State initial = new LSTM.State(wave(0.2, 0.4, 4, 2, 2), wave(0.1, 0.6, 4, 2, 2));
        RecurrentResult<LSTM.State> result = deep.run(x, initial);
        assertThat(result.output().shape()).isEqualTo(Shape.of(2, 4, 4));
        check(
                deep,
                x,
                List.of(result.output(), result.last().h(), result.last().c()),
                1.25568780069,
                0.269529594207,
                0.653515224619,
                0.675714413464,
                -0.0611015256996,
                -0.367413713032);
    }

    @Test
    void gru() {
        GRU deep = known(GRU.builder(3, 2).numLayers(2).bidirectional(true).build());
        Tensor x = input(4, 2, 3);
        RecurrentResult<Tensor> result = deep.run(x, wave(0.2, 0.4, 4, 2, 2));
        check(
                deep,
                x,
                List.of(result.output(), result.last()),
                1.43120757581,
                0.511019831162,
                0.497185427166,
                -0.0694367233375,
                -0.0477537008523);
        GRU plain = known(GRU.builder(3, 2).bias(false).batchFirst(true).build());
        Tensor y = input(2, 4, 3);
        RecurrentResult<Tensor> other = plain.run(y);
        check(
                plain,
                y,
                List.of(other.output(), other.last()),
                -0.0839378758805,
                0.0319365158839,
                1.09893635239,
                0.0932007235874,
                0.0932007235874);
    }

    @Test
    void rnn() {
        RNN deep = known(RNN.builder(3, 2).numLayers(2).build());
        Tensor x = input(4, 2, 3);
        RecurrentResult<Tensor> result = deep.run(x, wave(0.2, 0.4, 2, 2, 2));
        check(
                deep,
                x,
                List.of(result.output(), result.last()),
                -0.952158299927,
                -0.682240490605,
                -0.253894885935,
                1.51632569076,
                1.06666317694);
    }

    @Test
    void aSequenceWithoutBatch() {
        RNN relu =
                known(RNN.builder(3, 2, Nonlinearity.RELU).bidirectional(true).build());
        Tensor x = input(4, 3);
        RecurrentResult<Tensor> result = relu.run(x, wave(0.2, 0.4, 2, 2));
        assertThat(result.output().shape()).isEqualTo(Shape.of(4, 4));
        assertThat(result.last().shape()).isEqualTo(Shape.of(2, 2));
        check(
                relu,
                x,
                List.of(result.output(), result.last()),
                -1.27308756878,
                -0.0943997028817,
                0.502657214022,
                -1.68832335968,
                -1.55176370838);
    }

    @Test
    void aSequenceInPartsIsTheSequence() {
        LSTM lstm = known(LSTM.builder(3, 2).numLayers(2).build());
        Tensor x = wave(0.5, 0.9, 5, 2, 3);
        RecurrentResult<LSTM.State> first = lstm.run(x.narrow(0, 0, 2));
        RecurrentResult<LSTM.State> second = lstm.run(x.narrow(0, 2, 3), first.last());
        RecurrentResult<LSTM.State> whole = lstm.run(x);
        Tensor parts = Tensor.cat(0, first.output(), second.output());
        assertThat(parts.sub(whole.output()).abs().amax().item()).isLessThan(1e-15);
        assertThat(second.last().c().sub(whole.last().c()).abs().amax().item()).isLessThan(1e-15);
    }

    @Test
    void withoutRecordingTheResultsAreTheSame() {
        LSTM lstm = known(new LSTM(3, 2));
        Tensor x = wave(0.5, 0.9, 5, 2, 3);
        double[] recorded = lstm.forward(x).toDoubleArray();
        assertThat(Autograd.noGrad(() -> lstm.forward(x)).toDoubleArray()).isEqualTo(recorded);
    }

    @Test
    void dropoutThinsBetweenLayersInTraining() {
        LSTM lstm = known(LSTM.builder(3, 2).numLayers(2).dropout(1).build());
        Tensor x = wave(0.5, 0.9, 4, 2, 3);
        double[] blind = lstm.run(x).output().toDoubleArray();
        assertThat(lstm.run(x.mul(2)).output().toDoubleArray()).isEqualTo(blind);
        assertThat(lstm.run(x).last().h().select(0, 0).toDoubleArray()).doesNotContain(0);
        lstm.eval();
        assertThat(lstm.run(x).output().toDoubleArray()).isNotEqualTo(blind);
    }

    @Test
    void halfTypesComputeInFloat32() {
        GRU gru = GRU.builder(3, 4).rng(Rng.of(1)).build();
        Tensor x = Rng.of(2).randn(5, 2, 3).to(DType.BFLOAT16);
        gru.to(DType.BFLOAT16);
        RecurrentResult<Tensor> half = gru.run(x);
        assertThat(half.output().dtype()).isEqualTo(DType.BFLOAT16);
        assertThat(half.last().dtype()).isEqualTo(DType.BFLOAT16);
        half.output().to(DType.FLOAT32).sum().backward();
        assertThat(gru.parameters())
                .allSatisfy(p -> assertThat(p.grad().dtype()).isEqualTo(DType.BFLOAT16));
        double[] rounded = half.output().to(DType.FLOAT64).toDoubleArray();
        gru.to(DType.FLOAT32);
        double[] exact = gru.forward(x.to(DType.FLOAT32)).to(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < exact.length; i++) {
            assertThat(rounded[i]).isCloseTo(exact[i], within(0x1p-8));
        }
    }

    @Test
    void namesBoundsAndDescriptionsArePyTorchs() {
        GRU gru = GRU.builder(3, 2).numLayers(2).bidirectional(true).build();
        assertThat(gru.stateDict().keySet())
                .containsExactly(
                        "weight_ih_l0",
                        "weight_hh_l0",
                        "bias_ih_l0",
                        "bias_hh_l0",
                        "weight_ih_l0_reverse",
                        "weight_hh_l0_reverse",
                        "bias_ih_l0_reverse",
                        "bias_hh_l0_reverse",
                        "weight_ih_l1",
                        "weight_hh_l1",
                        "bias_ih_l1",
                        "bias_hh_l1",
                        "weight_ih_l1_reverse",
                        "weight_hh_l1_reverse",
                        "bias_ih_l1_reverse",
                        "bias_hh_l1_reverse");
        assertThat(gru.namedParameters().get("weight_ih_l1").shape()).isEqualTo(Shape.of(6, 4));
        assertThat(gru).hasToString("GRU(3, 2, num_layers=2, bidirectional=True)");
        assertThat(LSTM.builder(3, 2).numLayers(2).dropout(0.25).bias(false).build())
                .hasToString("LSTM(3, 2, num_layers=2, bias=False, dropout=0.25)");
        assertThat(RNN.builder(3, 2).batchFirst(true).build()).hasToString("RNN(3, 2, batch_first=True)");
        LSTM wide = LSTM.builder(5, 100).rng(Rng.of(1)).build();
        assertThat(wide.parameters())
                .allSatisfy(p -> assertThat(p.abs().amax().item()).isBetween(0.098, 0.1));
    }

    @Test
    void whatDoesNotFitIsSaid() {
        LSTM lstm = LSTM.builder(3, 2).batchFirst(true).build();
        assertThatThrownBy(() -> lstm.forward(Tensor.ones(2, 4, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("LSTM: expected [batch, time, 3] or [time, 3], got float32[2, 4, 5]");
        LSTM.State wrong = new LSTM.State(Tensor.zeros(1, 4, 2), Tensor.zeros(1, 2, 2));
        assertThatThrownBy(() -> lstm.run(Tensor.ones(2, 4, 3), wrong))
                .isInstanceOf(ShapeException.class)
                .hasMessage("LSTM: expected an initial state [1, 2, 2] for float32[2, 4, 3], got float32[1, 4, 2]");
        assertThatThrownBy(() -> lstm.forward(Tensor.ones(2, 0, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("lstm: expected at least one step");
        assertThatThrownBy(() -> lstm.forward(Tensor.ones(2, 4, 3).to(DType.INT64)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> RNN.builder(3, 2, Nonlinearity.SELU).build())
                .hasMessage("RNN: expected TANH or RELU, got SELU");
        assertThatThrownBy(() -> new GRU(3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GRU.builder(3, 2).dropout(1.5).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBatchOfNothing() {
        GRU gru = new GRU(3, 2);
        RecurrentResult<Tensor> result = gru.run(Tensor.ones(4, 0, 3));
        assertThat(result.output().shape()).isEqualTo(Shape.of(4, 0, 2));
        assertThat(result.last().shape()).isEqualTo(Shape.of(1, 0, 2));
    }
}
