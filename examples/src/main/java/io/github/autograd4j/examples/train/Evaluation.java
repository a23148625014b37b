package io.github.autograd4j.examples.train;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.DataLoader;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Module;

/**
 * How well a model does on images that it has not learnt.
 *
 * @param loss mean cross-entropy
 * @param accuracy fraction that is classified correctly
 * @param confusion how often class t was taken for class p, at [t][p]
 */
public record Evaluation(double loss, double accuracy, int[][] confusion) {
    @SuppressWarnings("try")
    static Evaluation of(Module model, DataLoader loader) {
        int[][] confusion = new int[Digits.CLASSES][Digits.CLASSES];
        double loss = 0;
        int count = 0;
        int right = 0;
        model.eval();
        try (Restore still = Autograd.noGrad();
                DataLoader.BatchIterator batches = loader.epoch(0)) {
            while (batches.hasNext()) {
                try (Scope scope = Scope.open()) {
                    Batch batch = batches.next();
                    Tensor logits = model.forward(batch.inputs());
                    loss += Functional.crossEntropy(logits, batch.targets()).item() * batch.size();
                    int[] predicted = logits.argmax(1).toIntArray();
                    int[] labels = batch.targets().toIntArray();
                    for (int i = 0; i < labels.length; i++) {
                        confusion[labels[i]][predicted[i]]++;
                        right += labels[i] == predicted[i] ? 1 : 0;
                    }
                    count += labels.length;
                }
            }
        } finally {
            model.train();
        }
        return new Evaluation(loss / count, (double) right / count, confusion);
    }
}
