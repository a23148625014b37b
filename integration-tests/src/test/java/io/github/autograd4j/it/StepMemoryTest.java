package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.BatchNorm1d;
import io.github.autograd4j.nn.Dropout;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.AdamW;
import io.github.autograd4j.optim.Gradients;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.ParameterGroup;
import io.github.autograd4j.optim.ParameterState;
import io.github.autograd4j.optim.SGD;
import io.github.autograd4j.testing.ReferenceDevice;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** On a device with managed memory nothing is left for the garbage collector, neither by steps nor by failures. */
class StepMemoryTest {
    /** Remembers the mean of gradients; an optimizer as users write them. */
    private static final class MeanDescent extends Optimizer {
        MeanDescent(List<Tensor> parameters) {
            super(parameters, 0.1, 0, 0);
        }

        @Override
        protected List<String> stateNames() {
            return List.of("sum");
        }

        @Override
        protected void update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state) {
            state.tensor(0).addAssign(gradient);
            parameter.subAssign(state.tensor(0).mul(group.learningRate() / state.step()));
        }
    }

    private static long live() {
        return ReferenceDevice.stats().liveBuffers();
    }

    @SuppressWarnings("try")
    private static void train(Function<List<Tensor>, Optimizer> maker) {
        try (Restore device = Device.of("reference").use()) {
            Sequential model = new Sequential(new Linear(4, 8), new BatchNorm1d(8), new Dropout(0.1), new Linear(8, 2));
            Optimizer optimizer = maker.apply(model.parameters());
            long before = 0;
            for (int step = 0; step < 5; step++) {
                try (Scope scope = Scope.open()) {
                    Tensor classes = Tensor.zeros(DType.INT64, 16);
                    Tensor loss = Functional.crossEntropy(model.forward(Tensor.randn(16, 4)), classes);
                    optimizer.zeroGrad();
                    loss.backward();
                    Gradients.clipGradNorm(model.parameters(), 1);
                    optimizer.step();
                    assertThat(loss.item()).isFinite();
                }
                if (step == 1) {
                    before = live();
                }
            }
            assertThat(live()).isEqualTo(before);
        }
    }

    @Test
    void aStepLeavesNothing() {
        train(parameters -> new SGD(parameters, 0.1, 0.9));
        train(parameters -> new AdamW(parameters, 0.1));
        train(MeanDescent::new);
    }

    @Test
    @SuppressWarnings("try")
    void aGradientThatWasLookedAtStaysOpen() {
        try (Restore device = Device.of("reference").use()) {
            Tensor x = Tensor.of(1f, 2f).requiresGrad(true);
            x.square().sum().backward();
            Tensor seen = x.grad();
            x.zeroGrad();
            assertThat(seen.toFloatArray()).containsExactly(2, 4);
        }
    }

    @Test
    void anOptimizerOfOnesOwn() {
        Tensor x = Tensor.of(1.0).requiresGrad(true);
        Optimizer optimizer = new MeanDescent(List.of(x));
        for (int step = 0; step < 2; step++) {
            optimizer.zeroGrad();
            x.square().sum().backward();
            optimizer.step();
        }
        // 1 − 0.1·2 = 0.8, then 0.8 − 0.1·(2 + 1.6)/2
        assertThat(x.item()).isEqualTo(0.62, org.assertj.core.api.Assertions.offset(1e-12));
        assertThat(optimizer.stateDict()).containsKeys("state.0.sum", "state.0.step");
    }

    @Test
    @SuppressWarnings("try")
    void anOperationThatFailsGivesBackWhatItTook() {
        try (Restore device = Device.of("reference").use()) {
            Tensor x = Tensor.randn(3, 4);
            long before = live();
            ReferenceDevice.failAllocations(2, 2);
            try {
                assertThatThrownBy(() -> x.sort(0, true)).isInstanceOf(OutOfDeviceMemoryException.class);
                ReferenceDevice.failAllocations(3, 2);
                assertThatThrownBy(() -> x.softmax(0)).isInstanceOf(OutOfDeviceMemoryException.class);
            } finally {
                ReferenceDevice.failAllocations(1, 0);
            }
            assertThat(live()).isLessThanOrEqualTo(before);
            x.close();
        }
    }

    @Test
    @SuppressWarnings("try")
    void whatOperationsMakeOnTheirWayIsGivenBackAtOnce() {
        try (Restore device = Device.of("reference").use()) {
            Tensor x = Tensor.randn(3, 4);
            Tensor turned = x.t();
            long before = live();
            x.softmax(1).close();
            turned.reshape(12).close();
            assertThat(turned.toFloatArray()).hasSize(12);
            assertThat(live()).isLessThanOrEqualTo(before);
            turned.close();
            x.close();
        }
    }
}
