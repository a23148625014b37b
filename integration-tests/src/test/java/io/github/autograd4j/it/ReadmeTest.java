package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.DataLoader;
import io.github.autograd4j.data.Dataset;
import io.github.autograd4j.data.TensorDataset;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Conv2d;
import io.github.autograd4j.nn.Flatten;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.MaxPool2d;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.AdamW;
import io.github.autograd4j.optim.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's code compiles and prints what it says. */
class ReadmeTest {
    @Test
    void firstGradient() {
        Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}}).requiresGrad(true);
        Tensor y = x.matmul(x.mT()).relu().sum();
        y.backward();
        assertThat(x.grad().toString()).isEqualTo("""
                tensor([[ 8., 12.],
                        [ 8., 12.]], dtype=float64)""");
    }

    @Test
    void gradientsOfGradients() {
        Tensor w = Tensor.of(1.0, 2.0).requiresGrad(true);
        Tensor f = w.pow(3).sum();
        Tensor g = Autograd.grad(List.of(f), List.of(w), null, GradOptions.CREATE_GRAPH)
                .get(0);
        Tensor h = Autograd.grad(g.sum(), w).get(0);
        assertThat(g.toDoubleArray()).containsExactly(3, 12);
        assertThat(h.toDoubleArray()).containsExactly(6, 12);
        assertThat(w.grad()).isNull();
    }

    @Test
    @SuppressWarnings("try")
    void trainingStep() {
        long seed = 1;
        Dataset dataset = new TensorDataset(Rng.of(seed).rand(8, 1, 28, 28), Tensor.arange(8));
        Module model = new Sequential(
                Conv2d.builder(1, 16, 3).padding(1).build(),
                Activation.relu(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(16 * 14 * 14, 10));
        Optimizer optimizer = new AdamW(model.parameters(), 1e-3);
        double before = 0;
        double after = 0;
        for (int epoch = 0; epoch < 5; epoch++) {
            for (Batch batch :
                    DataLoader.builder(dataset).batchSize(64).shuffle(seed).build()) {
                try (Scope step = Scope.open()) {
                    optimizer.zeroGrad();
                    Tensor loss = Functional.crossEntropy(model.forward(batch.inputs()), batch.targets());
                    loss.backward();
                    optimizer.step();
                    after = loss.item();
                    before = epoch == 0 ? after : before;
                }
            }
        }
        assertThat(after).isLessThan(before);
    }
}
