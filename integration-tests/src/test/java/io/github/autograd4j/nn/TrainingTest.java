package io.github.autograd4j.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.DataLoader;
import io.github.autograd4j.data.TensorDataset;
import io.github.autograd4j.data.TransformedDataset;
import io.github.autograd4j.data.Transforms;
import io.github.autograd4j.io.Safetensors;
import io.github.autograd4j.optim.AdamW;
import io.github.autograd4j.optim.OneCycle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data, layers, optimizer, schedule and files together. */
class TrainingTest {
    private static final int SIZE = 8;
    private static final int EPOCHS = 6;

    @TempDir
    Path folder;

    /** Noisy pictures of one line: horizontal ones are class 0, vertical ones class 1. */
    private static TensorDataset lines(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[n * SIZE * SIZE];
        long[] classes = new long[n];
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < SIZE * SIZE; p++) {
                images[i * SIZE * SIZE + p] = (float) (0.3 * random.nextDouble());
            }
            classes[i] = random.nextInt(2);
            int line = 1 + random.nextInt(SIZE - 2);
            for (int k = 0; k < SIZE; k++) {
                int at = classes[i] == 0 ? line * SIZE + k : k * SIZE + line;
                images[i * SIZE * SIZE + at] = 1;
            }
        }
        return new TensorDataset(Tensor.of(images, n, 1, SIZE, SIZE), Tensor.of(classes));
    }

    private static final class Run {
        private final Rng rng = Rng.of(11);
        private final Sequential model = new Sequential(
                Conv2d.builder(1, 4, 3).padding(1).bias(false).rng(rng).build(),
                new BatchNorm2d(4),
                Activation.relu(),
                new MaxPool2d(2),
                new Flatten(),
                new Dropout(0.1, rng),
                new Linear(4 * SIZE * SIZE / 4, 2, true, rng));
        private final AdamW optimizer = new AdamW(model.parameters(), 1);
        private final DataLoader loader = DataLoader.builder(
                        new TransformedDataset(lines(256, 1), 5, Transforms.randomShift(1)))
                .batchSize(32)
                .shuffle(3)
                .prefetch(2)
                .build();
        private final OneCycle schedule = new OneCycle(optimizer, 0.02, EPOCHS * loader.batchCount());

        @SuppressWarnings("try")
        List<Double> epoch(int number) {
            List<Double> losses = new ArrayList<>();
            try (DataLoader.BatchIterator batches = loader.epoch(number)) {
                while (batches.hasNext()) {
                    try (Scope step = Scope.open()) {
                        Batch batch = batches.next();
                        optimizer.zeroGrad();
                        Tensor loss = Functional.crossEntropy(model.forward(batch.inputs()), batch.targets());
                        loss.backward();
                        optimizer.step();
                        losses.add(loss.item());
                    }
                    if (schedule.count() + 1 < (long) EPOCHS * loader.batchCount()) {
                        schedule.step();
                    }
                }
            }
            return losses;
        }
    }

    @Test
    void learnsToTellLinesApartAndGoesOnFromAFileAsIfNeverStopped() throws IOException {
        Run run = new Run();
        for (int epoch = 0; epoch < EPOCHS / 2; epoch++) {
            run.epoch(epoch);
        }
        Safetensors.write(folder.resolve("model"), run.model.stateDict());
        Safetensors.write(folder.resolve("optimizer"), run.optimizer.stateDict());
        long steps = run.schedule.count();
        long random = run.rng.position();

        Run resumed = new Run();
        resumed.model.loadStateDict(Safetensors.read(folder.resolve("model")));
        resumed.optimizer.loadStateDict(Safetensors.read(folder.resolve("optimizer")));
        resumed.schedule.goTo(steps);
        resumed.rng.restore(11, random);
        for (int epoch = EPOCHS / 2; epoch < EPOCHS; epoch++) {
            assertThat(resumed.epoch(epoch)).isEqualTo(run.epoch(epoch));
        }

        Batch test = lines(500, 2).all();
        Tensor right = run.model.eval().forward(test.inputs()).argmax(1).eq(test.targets());
        assertThat(right.sum().item() / 500).isGreaterThan(0.99);
    }
}
