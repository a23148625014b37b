package io.github.autograd4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleTest {
    private static Sequential mlp(long seed) {
        Rng rng = Rng.of(seed);
        return new Sequential(new Linear(4, 3, true, rng), Activation.relu(), new Linear(3, 2, false, rng));
    }

    @Test
    void namesAndOrderArePyTorchs() {
        Sequential model = mlp(1);
        assertThat(model.namedParameters().keySet()).containsExactly("0.weight", "0.bias", "2.weight");
        assertThat(model.stateDict().keySet()).containsExactly("0.weight", "0.bias", "2.weight");
        assertThat(model.namedModules().keySet()).containsExactly("", "0", "1", "2");
        assertThat(model.parameterCount()).isEqualTo(4 * 3 + 3 + 3 * 2);
        assertThat(model.parameters()).allMatch(Tensor::requiresGrad).allMatch(Tensor::isLeaf);
    }

    @Test
    void printsAsPyTorchDoes() {
        Sequential inner = new Sequential(new Linear(3, 2, false), Activation.softmax(-1));
        Sequential model = new Sequential(new Flatten(), inner);
        assertThat(model).hasToString("""
                Sequential(
                  (0): Flatten(start_dim=1, end_dim=-1)
                  (1): Sequential(
                    (0): Linear(in_features=3, out_features=2, bias=False)
                    (1): Softmax(dim=-1)
                  )
                )""");
    }

    @Test
    void forwardIsTheAffineMapThenReluThenTheMatrix() {
        Sequential model = mlp(3);
        Tensor x = Tensor.of(new float[] {1, -2, 0.5f, 3}, 1, 4);
        double[] w0 = model.stateDict().get("0.weight").toDoubleArray();
        double[] b0 = model.stateDict().get("0.bias").toDoubleArray();
        double[] w2 = model.stateDict().get("2.weight").toDoubleArray();
        double[] in = x.toDoubleArray();
        double[] expected = new double[2];
        for (int h = 0; h < 3; h++) {
            double sum = b0[h];
            for (int i = 0; i < 4; i++) {
                sum += w0[h * 4 + i] * in[i];
            }
            for (int o = 0; o < 2; o++) {
                expected[o] += w2[o * 3 + h] * Math.max(0, sum);
            }
        }
        assertThat(model.forward(x).toDoubleArray())
                .containsExactly(expected, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void trainingModeReachesEveryModule() {
        Sequential model = new Sequential(new Sequential(new Identity()), new Identity());
        assertThat(model.modules()).allMatch(Module::isTraining);
        model.eval();
        assertThat(model.modules()).noneMatch(Module::isTraining);
        model.train();
        assertThat(model.modules()).allMatch(Module::isTraining);
    }

    @Test
    void stateRoundTrip() {
        Sequential model = mlp(1);
        Sequential other = mlp(2);
        assertThat(other.stateDict().get("0.weight").toFloatArray())
                .isNotEqualTo(model.stateDict().get("0.weight").toFloatArray());
        other.loadStateDict(model.stateDict());
        Tensor x = Tensor.rand(5, 4);
        assertThat(other.forward(x).toFloatArray()).isEqualTo(model.forward(x).toFloatArray());
        assertThat(other.parameters()).allMatch(Tensor::requiresGrad);
    }

    @Test
    void aStateThatDoesNotFitChangesNothing() {
        Sequential model = mlp(1);
        float[] before = model.stateDict().get("0.weight").toFloatArray();
        Map<String, Tensor> state = new LinkedHashMap<>(mlp(2).stateDict());
        state.remove("0.bias");
        state.put("0.biass", Tensor.zeros(3));
        state.put("2.weight", Tensor.zeros(3, 2));
        assertThatThrownBy(() -> model.loadStateDict(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("loadStateDict: the state does not fit Sequential: missing: 0.bias; unexpected: 0.biass; "
                        + "2.weight is float32[2, 3] here and float32[3, 2] in the state");
        assertThat(model.stateDict().get("0.weight").toFloatArray()).isEqualTo(before);
    }

    @Test
    void withoutStrictnessNamesMayDiffer() {
        Sequential model = mlp(1);
        Map<String, Tensor> state = new LinkedHashMap<>(mlp(2).stateDict());
        state.remove("0.bias");
        state.put("more", Tensor.zeros(3));
        Module.LoadResult result = model.loadStateDict(state, false);
        assertThat(result.missing()).containsExactly("0.bias");
        assertThat(result.unexpected()).containsExactly("more");
        assertThat(model.stateDict().get("0.weight").toFloatArray())
                .isEqualTo(state.get("0.weight").toFloatArray());
    }

    @Test
    void conversionReplacesTensorsAndKeepsGradients() {
        Sequential model = mlp(1);
        model.forward(Tensor.ones(2, 4)).sum().backward();
        Tensor old = model.parameters().get(0);
        float[] gradient = old.grad().toFloatArray();
        model.to(DType.FLOAT64);
        Tensor now = model.parameters().get(0);
        assertThat(now.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(now.requiresGrad()).isTrue();
        assertThat(now.grad().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(now.grad().toFloatArray()).isEqualTo(gradient);
        assertThat(old.isClosed()).isTrue();
        assertThat(model.to(DType.FLOAT64).parameters().get(0)).isSameAs(now);
    }

    private static final class Tied extends Module {
        final Linear first = child("first", new Linear(3, 3, false));
        final Slot again = parameter("again", first.weight());

        @Override
        public Tensor forward(Tensor x) {
            return first.forward(x).matmul(again.tensor());
        }
    }

    @Test
    void aTensorRegisteredTwiceIsOneParameterAndStaysOne() {
        Tied model = new Tied();
        assertThat(model.parameters()).hasSize(1);
        assertThat(model.stateDict().keySet()).containsExactly("again", "first.weight");
        model.to(DType.FLOAT64);
        assertThat(model.parameters()).hasSize(1);
        assertThat(model.again.tensor()).isSameAs(model.first.weight());
    }

    @Test
    void aModuleUsedTwiceIsMovedOnce() {
        Linear shared = new Linear(3, 3);
        Sequential model = new Sequential(shared, shared);
        model.to(DType.FLOAT64);
        assertThat(shared.weight().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(model.parameters()).hasSize(2);
    }

    @Test
    void parametersOutliveTheScopeTheyWereMadeIn() {
        Linear layer;
        try (Scope scope = Scope.open()) {
            layer = new Linear(2, 2);
            assertThat(scope.size()).isNotNegative();
        }
        assertThat(layer.forward(Tensor.ones(1, 2)).toFloatArray()).hasSize(2);
    }

    private static final class Residual extends Module {
        final ModuleList<Linear> steps = child("steps", new ModuleList<>(List.of(new Linear(3, 3), new Linear(3, 3))));

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = x;
            for (Linear step : steps) {
                y = y.add(step.forward(y));
            }
            return y;
        }
    }

    @Test
    void listsOfModules() {
        Residual model = new Residual();
        assertThat(model.stateDict().keySet())
                .containsExactly("steps.0.weight", "steps.0.bias", "steps.1.weight", "steps.1.bias");
        assertThat(model.forward(Tensor.ones(2, 3)).shape().toArray()).containsExactly(2, 3);
        assertThatThrownBy(() -> model.steps.forward(Tensor.ones(2, 3)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("ModuleList: forward: takes other arguments than one tensor");
        assertThat(Summary.of(model, 3).toString()).contains("    1: Linear");
    }

    @Test
    void namesAreCheckedAtOnce() {
        assertThatThrownBy(() -> new Module() {
                    {
                        parameter("a.b", Tensor.zeros(1));
                    }
                })
                .hasMessage("Module: malformed name: 'a.b' (empty, or with a dot)");
        assertThatThrownBy(() -> new Module() {
                    {
                        parameter("a", Tensor.zeros(1));
                        buffer("a", Tensor.zeros(1));
                    }
                })
                .hasMessage("Module: the name 'a' is taken");
    }

    @Test
    void standardInitialisationStaysInItsBounds() {
        Linear layer = new Linear(100, 200, true, Rng.of(5));
        float[] weight = layer.weight().toFloatArray();
        float largest = 0;
        double sum = 0;
        for (float w : weight) {
            largest = Math.max(largest, Math.abs(w));
            sum += w * w;
        }
        assertThat(largest).isLessThanOrEqualTo(0.1f).isGreaterThan(0.099f);
        assertThat(sum / weight.length).isBetween(0.01 / 3 * 0.97, 0.01 / 3 * 1.03);
        for (float b : layer.bias().toFloatArray()) {
            assertThat(Math.abs(b)).isLessThanOrEqualTo(0.1f);
        }
        assertThat(new Linear(100, 200, true, Rng.of(5)).weight().toFloatArray())
                .isEqualTo(weight);
    }
}
