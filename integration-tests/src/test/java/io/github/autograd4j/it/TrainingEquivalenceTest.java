package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.SGD;
import io.github.autograd4j.testing.CrossBackend;
import io.github.autograd4j.testing.CrossCheck;
import io.github.autograd4j.testing.CrossResults;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole training runs are the same on all devices: 50 steps from the same seed, with the same weights and the same
 * dropout masks. Losses and parameters may differ by 1 part in 10⁴ and by 10⁻⁵ near 0: float32 rounds a step by parts in
 * 10⁷, the order of sums differs between devices, and steps pass differences on, Adam those of small gradients above all.
 * Between the CPU and the reference device the largest difference that was measured is 4 · 10⁻⁷.
 */
class TrainingEquivalenceTest {
    private static final int STEPS = 50;
    private static final int BATCH = 16;
    private static final double RELATIVE = 1e-4;
    private static final double ABSOLUTE = 1e-5;

    private static Optimizer sgd(List<Tensor> parameters) {
        return new SGD(parameters, 0.05, 0.9);
    }

    private static Optimizer adam(List<Tensor> parameters) {
        return new Adam(parameters, 2e-3);
    }

    /** Noisy pictures, each brighter in the columns of its class. */
    private static Tensor images(Rng rng, Tensor classes) {
        Tensor columns = Tensor.arange(8).floorDivide(2).reshape(1, 1, 8);
        Tensor bright = columns.eq(classes.reshape(BATCH, 1, 1)).to(DType.FLOAT32);
        return rng.rand(BATCH, 8, 8).add(bright).unsqueeze(1);
    }

    @SuppressWarnings("try") // only closes what was made
    private static void train(
            SmallNetwork kind, Function<List<Tensor>, Optimizer> optimizers, int steps, CrossResults results) {
        Rng rng = Rng.of(7);
        Module network = kind.make(rng);
        results.add("first weights", network.parameters());
        Optimizer optimizer = optimizers.apply(network.parameters());
        Rng data = Rng.of(8);
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            try (Scope step = Scope.open()) {
                Tensor classes = data.randint(0, 4, BATCH);
                optimizer.zeroGrad();
                Tensor loss = Functional.crossEntropy(network.forward(images(data, classes)), classes);
                loss.backward();
                optimizer.step();
                losses.add(loss.item());
            }
        }
        results.add("losses", losses);
        results.add("last weights", network.parameters());
        results.add("buffers", network.namedBuffers());
        // A network that learns nothing would agree too.
        assertThat(losses.get(steps - 1)).isLessThan(0.9 * losses.get(0));
    }

    @CrossBackend(relative = RELATIVE, absolute = ABSOLUTE)
    void perceptronWithSgd(CrossResults results) {
        train(SmallNetwork.PERCEPTRON, TrainingEquivalenceTest::sgd, STEPS, results);
    }

    @CrossBackend(relative = RELATIVE, absolute = ABSOLUTE)
    void perceptronWithAdam(CrossResults results) {
        train(SmallNetwork.PERCEPTRON, TrainingEquivalenceTest::adam, STEPS, results);
    }

    @CrossBackend(relative = RELATIVE, absolute = ABSOLUTE)
    void convolutionsWithSgd(CrossResults results) {
        train(SmallNetwork.CONVOLUTIONAL, TrainingEquivalenceTest::sgd, STEPS, results);
    }

    @CrossBackend(relative = RELATIVE, absolute = ABSOLUTE)
    void convolutionsWithAdam(CrossResults results) {
        train(SmallNetwork.CONVOLUTIONAL, TrainingEquivalenceTest::adam, STEPS, results);
    }

    @CrossBackend(relative = RELATIVE, absolute = ABSOLUTE)
    void transformerWithSgd(CrossResults results) {
        train(SmallNetwork.TRANSFORMER, TrainingEquivalenceTest::sgd, STEPS, results);
    }

    @CrossBackend(relative = RELATIVE, absolute = ABSOLUTE)
    void transformerWithAdam(CrossResults results) {
        train(SmallNetwork.TRANSFORMER, TrainingEquivalenceTest::adam, STEPS, results);
    }

    /** Each operation by itself, so that none hides behind the others' rounding. */
    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("try") // the resources only restore
    void everyOperationOfAFewStepsAgrees(SmallNetwork kind) {
        for (Device device : Device.all()) {
            if (device.equals(Device.cpu())) {
                continue;
            }
            try (CrossCheck check = CrossCheck.of(device, Device.cpu());
                    var place = check.device().use();
                    Scope scope = Scope.open()) {
                Rng rng = Rng.of(7);
                Module network = kind.make(rng);
                Optimizer optimizer = adam(network.parameters());
                for (int i = 0; i < 3; i++) {
                    Tensor classes = rng.randint(0, 4, BATCH);
                    optimizer.zeroGrad();
                    Functional.crossEntropy(network.forward(images(rng, classes)), classes)
                            .backward();
                    optimizer.step();
                }
                assertThat(check.comparisons()).hasSizeGreaterThan(10).containsKey("random UNIFORM");
            }
        }
    }
}
