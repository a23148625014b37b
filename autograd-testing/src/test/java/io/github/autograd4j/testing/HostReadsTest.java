package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.BatchNorm2d;
import io.github.autograd4j.nn.Conv2d;
import io.github.autograd4j.nn.Dropout;
import io.github.autograd4j.nn.Embedding;
import io.github.autograd4j.nn.Flatten;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.LayerNorm;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.MaxPool2d;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.AdamW;
import io.github.autograd4j.optim.Gradients;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.SGD;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A training step copies nothing from or to the device, and its optimizer makes one call. */
@SuppressWarnings("try")
class HostReadsTest {
    private static final int CLASSES = 5;

    private final Rng rng = Rng.of(3);

    private static void quiet(Module model, Tensor x, Function<List<Tensor>, Optimizer> maker) {
        Optimizer optimizer = maker.apply(model.parameters());
        Tensor y = Tensor.zeros(DType.INT64, x.size(0));
        for (int step = 0; step < 3; step++) {
            CountingDevice.reset();
            try (Scope scope = Scope.open()) {
                optimizer.zeroGrad();
                Tensor loss = Functional.crossEntropy(model.forward(x), y);
                loss.backward();
                Gradients.clipGradNorm(model.parameters(), 1);
                optimizer.step();
                assertThat(CountingDevice.calls("matmul")).isPositive();
                assertThat(CountingDevice.calls("download")).isZero();
                assertThat(CountingDevice.calls("upload")).isZero();
                assertThat(CountingDevice.calls("synchronize")).isZero();
                assertThat(CountingDevice.calls("foreach")).isEqualTo(1);
                loss.item();
                assertThat(CountingDevice.calls("download")).isEqualTo(1);
            }
        }
    }

    private Sequential perceptron() {
        return new Sequential(new Linear(4, 8, true, rng), Activation.gelu(), new Linear(8, CLASSES, true, rng));
    }

    private Sequential convolutions() {
        return new Sequential(
                Conv2d.builder(1, 2, 3).padding(1).rng(rng).build(),
                new BatchNorm2d(2),
                new BatchNorm2d(2, 1e-5, BatchNorm2d.CUMULATIVE, false),
                Activation.relu(),
                new MaxPool2d(2),
                new Flatten(),
                new Dropout(0.1, rng),
                new Linear(8, CLASSES, true, rng));
    }

    /** Words, attention to those before, and a class for each sentence. */
    private static final class Transformer extends Module {
        private final Embedding words = child("words", new Embedding(7, 4));
        private final Embedding places = child("places", new Embedding(4, 4));
        private final LayerNorm norm = child("norm", new LayerNorm(4));
        private final Linear queries = child("queries", new Linear(4, 4));
        private final Linear keys = child("keys", new Linear(4, 4));
        private final Linear values = child("values", new Linear(4, 4));
        private final Linear head = child("head", new Linear(4, CLASSES));

        @Override
        public Tensor forward(Tensor index) {
            Tensor x = words.forward(index).add(places.forward(Tensor.arange(index.size(1))));
            Tensor normed = norm.forward(x);
            Tensor attended = Functional.scaledDotProductAttention(
                    queries.forward(normed), keys.forward(normed), values.forward(normed), null, true);
            return head.forward(x.add(attended).mean(1));
        }
    }

    @Test
    void aPerceptronsStep() {
        try (Restore place = Device.of("counting").use()) {
            quiet(perceptron(), rng.randn(6, 4), parameters -> new SGD(parameters, 0.1));
            quiet(perceptron(), rng.randn(6, 4), parameters -> new SGD(parameters, 0.1, 0.9));
            quiet(perceptron(), rng.randn(6, 4), parameters -> new Adam(parameters, 0.1));
        }
    }

    @Test
    void aConvolutionalNetworksStep() {
        try (Restore place = Device.of("counting").use()) {
            quiet(convolutions(), rng.randn(6, 1, 4, 4), parameters -> new SGD(parameters, 0.1, 0.9));
            quiet(convolutions(), rng.randn(6, 1, 4, 4), parameters -> new Adam(parameters, 0.1));
        }
    }

    @Test
    void aTransformersStep() {
        try (Restore place = Device.of("counting").use()) {
            Tensor words = Tensor.arange(12).remainder(7).reshape(3, 4);
            quiet(new Transformer(), words, parameters -> new SGD(parameters, 0.1));
            quiet(new Transformer(), words, parameters -> new AdamW(parameters, 0.1));
        }
    }

    @Test
    void indexing() {
        try (Restore place = Device.of("counting").use()) {
            Tensor x = rng.randn(3, 4);
            Tensor at = Tensor.arange(3).sub(1L);
            CountingDevice.reset();
            Tensor picked = x.index(at, at);
            Tensor marked = at.add(1L).oneHot(3);
            assertThat(CountingDevice.calls("download")).isZero();
            float[] all = x.toFloatArray();
            TensorAssert.assertThat(picked).hasElements(Tolerance.EXACT, all[11], all[0], all[5]);
            assertThat(marked.shape()).isEqualTo(Shape.of(3, 3));
            assertThat(marked.toLongArray()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
        }
    }
}
