package io.github.autograd4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static Tensor parameter() {
        return Tensor.of(1.0).requiresGrad(true);
    }

    private static double[] rates(Optimizer optimizer, LrScheduler schedule, int steps) {
        double[] rates = new double[steps];
        for (int i = 0; i < steps; i++) {
            rates[i] = optimizer.learningRate();
            if (i < steps - 1) {
                schedule.step();
            }
        }
        return rates;
    }

    @Test
    void cosine() {
        SGD sgd = new SGD(List.of(parameter()), 1);
        double[] expected = {1, 0.8536, 0.5, 0.1464, 0};
        assertThat(rates(sgd, new CosineAnnealing(sgd, 4), 5)).containsExactly(expected, within(5e-5));
        SGD other = new SGD(List.of(parameter()), 1);
        assertThat(rates(other, new CosineAnnealing(other, 2, 0.5), 3))
                .containsExactly(new double[] {1, 0.75, 0.5}, within(1e-12));
    }

    @Test
    void steps() {
        SGD sgd = new SGD(List.of(parameter()), 8);
        assertThat(rates(sgd, new StepLr(sgd, 2, 0.5), 6)).containsExactly(8, 8, 4, 4, 2, 2);
    }

    @Test
    void warmUpAndFunctions() {
        SGD sgd = new SGD(List.of(parameter()), 4);
        assertThat(rates(sgd, LambdaLr.warmup(sgd, 4), 6)).containsExactly(1, 2, 3, 4, 4, 4);
        SGD other = new SGD(List.of(parameter()), 1);
        assertThat(rates(other, new LambdaLr(other, count -> 1.0 / (1 + count)), 3))
                .containsExactly(1, 0.5, 1.0 / 3);
    }

    @Test
    void groupsKeepTheirProportions() {
        SGD sgd = new SGD(List.of(parameter()), 1);
        sgd.addGroup(List.of(parameter())).learningRate(10);
        new StepLr(sgd, 1, 0.1).step();
        assertThat(sgd.groups().get(0).learningRate()).isCloseTo(0.1, within(1e-12));
        assertThat(sgd.groups().get(1).learningRate()).isCloseTo(1, within(1e-12));
    }

    /** Computed by hand: ten steps, so the rise ends at 0.3 · 10 − 1 = 2 and the fall at 9. */
    @Test
    void oneCycle() {
        SGD sgd = new SGD(List.of(parameter()), 99, 0.5);
        OneCycle cycle = new OneCycle(sgd, 1, 10);
        double[] rates = new double[10];
        double[] momenta = new double[10];
        for (int i = 0; i < 10; i++) {
            rates[i] = sgd.learningRate();
            momenta[i] = sgd.groups().get(0).momentum();
            if (i < 9) {
                cycle.step();
            }
        }
        assertThat(rates[0]).isCloseTo(0.04, within(1e-12));
        assertThat(rates[1]).isCloseTo(0.52, within(1e-12));
        assertThat(rates[2]).isCloseTo(1, within(1e-12));
        double down = (1 + Math.cos(Math.PI / 7)) / 2;
        assertThat(rates[3]).isCloseTo(4e-6 + (1 - 4e-6) * down, within(1e-12));
        assertThat(rates[9]).isCloseTo(4e-6, within(1e-12));
        assertThat(momenta[0]).isCloseTo(0.95, within(1e-12));
        assertThat(momenta[1]).isCloseTo(0.9, within(1e-12));
        assertThat(momenta[2]).isCloseTo(0.85, within(1e-12));
        assertThat(momenta[3]).isCloseTo(0.95 - 0.1 * down, within(1e-12));
        assertThat(momenta[9]).isCloseTo(0.95, within(1e-12));
        assertThatThrownBy(cycle::step).hasMessage("oneCycle: step 10 of a cycle of 10 steps");
        assertThat(sgd.learningRate()).isCloseTo(4e-6, within(1e-12));
    }

    @Test
    void oneCycleWithoutMomentum() {
        SGD sgd = new SGD(List.of(parameter()), 1);
        assertThatThrownBy(() -> new OneCycle(sgd, 1, 10)).hasMessageContaining("cycleMomentum(false)");
        OneCycle.builder(sgd, 2, 100)
                .cycleMomentum(false)
                .divFactor(10)
                .rise(0.5)
                .build()
                .goTo(49);
        assertThat(sgd.learningRate()).isCloseTo(2, within(1e-12));
        Adam adam = new Adam(List.of(parameter()), 1);
        new OneCycle(adam, 1, 10).goTo(2);
        assertThat(adam.groups().get(0).momentum()).isCloseTo(0.85, within(1e-12));
    }

    @Test
    void normsAreClippedTogether() {
        Tensor a = Tensor.of(0.0, 0).requiresGrad(true);
        Tensor b = Tensor.of(0.0).requiresGrad(true);
        Tensor none = parameter();
        a.setGrad(Tensor.of(3.0, 0));
        b.setGrad(Tensor.of(4.0));
        List<Tensor> all = List.of(a, none, b);
        try (Scope scope = Scope.open()) {
            assertThat(Gradients.clipGradNorm(all, 10).item()).isEqualTo(5);
            assertThat(scope.size()).isPositive();
        }
        assertThat(a.grad().toDoubleArray()).containsExactly(3, 0);
        assertThat(Gradients.clipGradNorm(all, 1).item()).isEqualTo(5);
        assertThat(a.grad().toDoubleArray()).containsExactly(new double[] {3 / 5.000001, 0}, within(1e-12));
        assertThat(b.grad().item()).isCloseTo(4 / 5.000001, within(1e-12));
        assertThat(none.grad()).isNull();
        assertThat(Gradients.clipGradNorm(List.of(none), 1).item()).isZero();
    }

    @Test
    void aGradientThatTwoParametersShareIsScaledOnce() {
        Tensor a = parameter();
        Tensor b = parameter();
        a.add(b).mul(3.0).sum().backward();
        Gradients.clipGradNorm(List.of(a, b), 1);
        double expected = 3 / (Math.sqrt(18) + 1e-6);
        assertThat(a.grad().item()).isCloseTo(expected, within(1e-12));
        assertThat(b.grad().item()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void valuesAreClippedOneByOne() {
        Tensor a = Tensor.of(0.0, 0, 0).requiresGrad(true);
        a.setGrad(Tensor.of(-3.0, 0.5, 7));
        Gradients.clipGradValue(List.of(a, parameter()), 1);
        assertThat(a.grad().toDoubleArray()).containsExactly(-1, 0.5, 1);
    }
}
