package io.github.autograd4j.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.DataLoader;
import io.github.autograd4j.data.TensorDataset;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.CosineAnnealing;
import io.github.autograd4j.optim.Gradients;
import io.github.autograd4j.testing.ReferenceDevice;
import org.junit.jupiter.api.Test;

/** On a device with managed memory, training in scopes holds no more after a hundred steps than after two. */
class TrainingMemoryTest {
    @Test
    @SuppressWarnings("try")
    void trainingHoldsWhatItHeldAfterItsFirstEpoch() {
        Device device = Device.of("reference");
        try (Restore place = device.use()) {
            Rng rng = Rng.of(1);
            Sequential model = new Sequential(
                    Conv2d.builder(1, 2, 3).padding(1).rng(rng).build(),
                    new BatchNorm2d(2),
                    Activation.relu(),
                    new MaxPool2d(2),
                    new Flatten(),
                    new Dropout(0.2, rng),
                    new Linear(8, 3, true, rng));
            TensorDataset data =
                    new TensorDataset(rng.rand(12, 1, 4, 4), Tensor.arange(12).remainder(3));
            DataLoader loader =
                    DataLoader.builder(data).batchSize(4).shuffle(1).prefetch(2).build();
            Adam adam = new Adam(model.parameters(), 1e-2);
            CosineAnnealing schedule = new CosineAnnealing(adam, 10);
            long[] live = new long[6];
            for (int epoch = 0; epoch < live.length; epoch++) {
                DataLoader.BatchIterator batches = loader.iterator();
                while (batches.hasNext()) {
                    try (Scope step = Scope.open()) {
                        Batch batch = batches.next();
                        adam.zeroGrad();
                        Tensor loss = Functional.crossEntropy(model.forward(batch.inputs()), batch.targets());
                        loss.backward();
                        Gradients.clipGradNorm(model.parameters(), 1);
                        adam.step();
                        assertThat(loss.item()).isFinite();
                    }
                }
                schedule.step();
                adam.zeroGrad();
                live[epoch] = ReferenceDevice.stats().liveBytes();
            }
            assertThat(live[5]).isEqualTo(live[0]);
        }
    }
}
