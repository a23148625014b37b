package io.github.autograd4j.examples.train;

import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.DataLoader;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.optim.AdamW;
import io.github.autograd4j.optim.OneCycle;
import io.github.autograd4j.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;

/** The training loop: AdamW under a one-cycle schedule, every step in a scope of its own. */
public final class Trainer {
    private static final int BATCH = 64;
    private static final int TEST_BATCH = 250;
    private static final int AHEAD = 4;
    private static final double LARGEST_RATE = 4e-3;
    private static final double WEIGHT_DECAY = 1e-2;

    private final Module model;
    private final DataLoader train;
    private final DataLoader test;
    private final int samples;
    private final Device device;

    /**
     * Prepares a training.
     *
     * @param model where it is to be trained
     * @param device where that is
     * @param seed decides order and augmentation
     */
    public Trainer(Module model, Digits digits, Normalisation normalisation, Device device, long seed) {
        this.model = model;
        this.device = device;
        this.samples = digits.train().count();
        this.train = DataLoader.builder(DigitDataset.augmented(digits.train(), normalisation, seed))
                .batchSize(BATCH)
                .shuffle(seed)
                .prefetch(AHEAD)
                .device(device)
                .build();
        this.test = DataLoader.builder(DigitDataset.plain(digits.test(), normalisation))
                .batchSize(TEST_BATCH)
                .device(device)
                .build();
    }

    /** Trains for some epochs and returns what each came to. */
    public List<EpochResult> run(int epochs, TrainingListener listener) {
        Optimizer optimizer =
                AdamW.builder(model.parameters()).weightDecay(WEIGHT_DECAY).build();
        int steps = epochs * train.batchCount();
        OneCycle schedule = OneCycle.builder(optimizer, LARGEST_RATE, steps)
                .cycleMomentum(false)
                .build();
        List<EpochResult> results = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            listener.begun(epoch, samples);
            EpochResult result = epoch(epoch, optimizer, schedule, steps, listener);
            results.add(result);
            listener.ended(result);
        }
        return results;
    }

    @SuppressWarnings("try")
    private EpochResult epoch(int epoch, Optimizer optimizer, OneCycle schedule, int steps, TrainingListener listener) {
        long start = System.nanoTime();
        model.train();
        try (Scope scope = Scope.open()) {
            RunningScore score = new RunningScore(device);
            try (DataLoader.BatchIterator batches = train.epoch(epoch)) {
                while (batches.hasNext()) {
                    step(batches, optimizer, score);
                    if (schedule.count() + 1 < steps) {
                        schedule.step();
                    }
                    listener.advanced(score);
                }
            }
            double loss = score.loss(); // waits for the device, so that the time is right
            double seconds = (System.nanoTime() - start) / 1e9;
            return new EpochResult(
                    epoch,
                    loss,
                    score.accuracy(),
                    Evaluation.of(model, test),
                    optimizer.learningRate(),
                    seconds,
                    score.samples() / seconds);
        }
    }

    @SuppressWarnings("try")
    private void step(DataLoader.BatchIterator batches, Optimizer optimizer, RunningScore score) {
        try (Scope step = Scope.open()) {
            Batch batch = batches.next();
            optimizer.zeroGrad();
            Tensor logits = model.forward(batch.inputs());
            Tensor loss = Functional.crossEntropy(logits, batch.targets());
            loss.backward();
            optimizer.step();
            score.add(loss, logits, batch.targets());
        }
    }
}
