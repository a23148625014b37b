package io.github.autograd4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.DType;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each optimizer against PyTorch's formulas written out for one number. */
class OptimizerTest {
    private static final double[] START = {1.5, -0.3, 0, 2};
    private static final int STEPS = 6;

    /** A rule for one number: the new value of p for its gradient, with what it remembers. */
    private interface Rule {
        double next(double p, double g, int step, double[] memory);
    }

    /** d/dp of Σ (p − 0.7)² + sin 3p. */
    private static double gradient(double p) {
        return 2 * (p - 0.7) + 3 * Math.cos(3 * p);
    }

    private static void check(Function<List<Tensor>, Optimizer> maker, Rule rule) {
        Tensor p = Tensor.of(START.clone()).requiresGrad(true);
        Optimizer optimizer = maker.apply(List.of(p));
        double[] expected = START.clone();
        double[][] memory = new double[START.length][3];
        for (int step = 1; step <= STEPS; step++) {
            try (Scope scope = Scope.open()) {
                optimizer.zeroGrad();
                p.sub(0.7).square().add(p.mul(3).sin()).sum().backward();
                optimizer.step();
                assertThat(scope.size()).isPositive();
            }
            for (int i = 0; i < expected.length; i++) {
                expected[i] = rule.next(expected[i], gradient(expected[i]), step, memory[i]);
            }
            assertThat(p.toDoubleArray()).as("step %d", step).containsExactly(expected, within(1e-12));
        }
    }

    @Test
    void plainDescent() {
        check(ps -> new SGD(ps, 0.05), (p, g, t, memory) -> p - 0.05 * g);
    }

    @Test
    void weightDecay() {
        check(
                ps -> SGD.builder(ps).learningRate(0.05).weightDecay(0.1).build(),
                (p, g, t, memory) -> p - 0.05 * (g + 0.1 * p));
    }

    @Test
    void momentum() {
        check(ps -> new SGD(ps, 0.05, 0.9), (p, g, t, memory) -> {
            memory[0] = t == 1 ? g : 0.9 * memory[0] + g;
            return p - 0.05 * memory[0];
        });
    }

    @Test
    void dampeningSparesTheFirstStep() {
        check(
                ps -> SGD.builder(ps)
                        .learningRate(0.05)
                        .momentum(0.8)
                        .dampening(0.3)
                        .build(),
                (p, g, t, memory) -> {
                    memory[0] = t == 1 ? g : 0.8 * memory[0] + 0.7 * g;
                    return p - 0.05 * memory[0];
                });
    }

    @Test
    void nesterovWithWeightDecay() {
        check(
                ps -> SGD.builder(ps)
                        .learningRate(0.05)
                        .momentum(0.9)
                        .nesterov(true)
                        .weightDecay(0.01)
                        .build(),
                (p, g, t, memory) -> {
                    double d = g + 0.01 * p;
                    memory[0] = t == 1 ? d : 0.9 * memory[0] + d;
                    return p - 0.05 * (d + 0.9 * memory[0]);
                });
    }

    private static double adam(
            double p, double g, int t, double[] memory, double lr, double b1, double b2, double eps) {
        memory[0] = b1 * memory[0] + (1 - b1) * g;
        memory[1] = b2 * memory[1] + (1 - b2) * g * g;
        double mean = memory[0] / (1 - Math.pow(b1, t));
        return p - lr * mean / (Math.sqrt(memory[1]) / Math.sqrt(1 - Math.pow(b2, t)) + eps);
    }

    @Test
    void adamByDefault() {
        check(ps -> new Adam(ps, 0.1), (p, g, t, memory) -> adam(p, g, t, memory, 0.1, 0.9, 0.999, 1e-8));
    }

    @Test
    void adamDecaysThroughTheGradientAndAddsEpsilonAfterTheRoot() {
        check(
                ps -> Adam.builder(ps)
                        .learningRate(0.1)
                        .betas(0.8, 0.95)
                        .eps(0.5)
                        .weightDecay(0.2)
                        .build(),
                (p, g, t, memory) -> adam(p, g + 0.2 * p, t, memory, 0.1, 0.8, 0.95, 0.5));
    }

    @Test
    void adamWShrinksFirst() {
        check(
                ps -> new AdamW(ps, 0.1),
                (p, g, t, memory) -> adam(p * (1 - 0.1 * 0.01), g, t, memory, 0.1, 0.9, 0.999, 1e-8));
    }

    @Test
    void amsgradKeepsTheLargest() {
        check(
                ps -> Adam.builder(ps)
                        .learningRate(0.3)
                        .betas(0.9, 0.5)
                        .amsgrad(true)
                        .build(),
                (p, g, t, memory) -> {
                    memory[0] = 0.9 * memory[0] + 0.1 * g;
                    memory[1] = 0.5 * memory[1] + 0.5 * g * g;
                    memory[2] = Math.max(memory[2], memory[1]);
                    double mean = memory[0] / (1 - Math.pow(0.9, t));
                    return p - 0.3 * mean / (Math.sqrt(memory[2]) / Math.sqrt(1 - Math.pow(0.5, t)) + 1e-8);
                });
    }

    @Test
    void groupsHaveSettingsOfTheirOwn() {
        Tensor a = Tensor.of(1.0).requiresGrad(true);
        Tensor b = Tensor.of(1.0).requiresGrad(true);
        SGD optimizer = SGD.builder(List.of(a)).learningRate(0.1).weightDecay(1).build();
        optimizer.addGroup(List.of(b)).weightDecay(0).learningRate(0.5);
        a.mul(2.0).add(b.mul(2.0)).sum().backward();
        optimizer.step();
        assertThat(a.item()).isCloseTo(1 - 0.1 * (2 + 1), within(1e-15));
        assertThat(b.item()).isCloseTo(1 - 0.5 * 2, within(1e-15));
        optimizer.learningRate(0.25);
        assertThat(optimizer.groups()).allMatch(group -> group.learningRate() == 0.25);
    }

    @Test
    void aParameterWithoutGradientStaysAndCountsNoStep() {
        Tensor used = Tensor.of(1.0).requiresGrad(true);
        Tensor unused = Tensor.of(5.0).requiresGrad(true);
        Adam optimizer = new Adam(List.of(used, unused), 0.1);
        used.sum().backward();
        optimizer.step();
        assertThat(unused.item()).isEqualTo(5);
        assertThat(optimizer.stateDict()).containsKey("state.0.step").doesNotContainKey("state.1.step");
    }

    @Test
    void halfPrecisionParametersHaveStateInFullPrecision() {
        Tensor p = Tensor.of(1f, 2f).to(DType.BFLOAT16).requiresGrad(true);
        Adam optimizer = new Adam(List.of(p), 0.125);
        for (int i = 0; i < 3; i++) {
            optimizer.zeroGrad();
            p.mul(1e-3).sum().backward();
            optimizer.step();
        }
        assertThat(optimizer.stateDict().get("state.0.exp_avg").dtype()).isEqualTo(DType.FLOAT32);
        // A constant gradient moves by the learning rate, whatever its size.
        assertThat(p.toDoubleArray()).containsExactly(new double[] {1 - 0.375, 2 - 0.375}, within(0.02));
    }

    @Test
    void stateGoesOnWhereItWas() {
        Tensor a = Tensor.of(START.clone()).requiresGrad(true);
        AdamW first = new AdamW(List.of(a), 0.1);
        step(a, first);
        step(a, first);
        Tensor b = a.detach().copy().requiresGrad(true);
        AdamW second = new AdamW(List.of(b), 0.7);
        Map<String, Tensor> state = new LinkedHashMap<>();
        first.stateDict().forEach((name, tensor) -> state.put(name, tensor.copy()));
        second.loadStateDict(state);
        assertThat(second.learningRate()).isEqualTo(0.1);
        step(a, first);
        step(b, second);
        assertThat(b.toDoubleArray()).isEqualTo(a.toDoubleArray());
    }

    private static void step(Tensor p, Optimizer optimizer) {
        optimizer.zeroGrad();
        p.square().sum().backward();
        optimizer.step();
    }

    @Test
    void aStateThatDoesNotFitChangesNothing() {
        Tensor p = Tensor.of(1.0, 2.0).requiresGrad(true);
        Adam adam = new Adam(List.of(p), 0.1);
        step(p, adam);
        Map<String, Tensor> state = new LinkedHashMap<>(adam.stateDict());
        state.put("param_groups.0.lr", Tensor.scalar(9.0));
        state.put("state.0.exp_avg", Tensor.zeros(3));
        state.remove("state.0.exp_avg_sq");
        state.put("state.1.step", Tensor.scalar(1.0));
        assertThatThrownBy(() -> adam.loadStateDict(state))
                .hasMessageContaining("state.0.exp_avg is [2] here and [3] in the state")
                .hasMessageContaining("missing: state.0.exp_avg_sq")
                .hasMessageContaining("unexpected: state.1.step");
        assertThat(adam.learningRate()).isEqualTo(0.1);
    }

    @Test
    void whatIsWrongIsSaid() {
        Tensor p = Tensor.of(1.0).requiresGrad(true);
        assertThatThrownBy(() -> new SGD(List.of(p), -1)).hasMessageContaining("learningRate");
        assertThatThrownBy(() -> new SGD(List.of(p, p), 1)).hasMessageContaining("given twice");
        assertThatThrownBy(() -> SGD.builder(List.of(p)).nesterov(true).build())
                .hasMessageContaining("needs a momentum");
        assertThatThrownBy(() -> new SGD(List.of(Tensor.of(1)), 1)).hasMessageContaining("floating");
        SGD sgd = new SGD(List.of(p), 1);
        p.close();
        assertThatThrownBy(sgd::step).hasMessageContaining("make the optimizer after moving the model");
    }
}
