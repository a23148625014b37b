package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.List;

/** W10: tokens, an embedding, and a score for each token of the vocabulary. */
final class LanguageHead implements TrainingWorkload.Network {
    private static final int WORDS = 8192;
    private static final int WIDTH = 256;

    private final Tensor tokens;
    private final Tensor targets;
    private final Tensor embedding = Workload.weight(70, WIDTH, WORDS, WIDTH);
    private final Tensor weight = Workload.weight(71, WIDTH, WORDS, WIDTH);
    private final Tensor bias = Workload.bias(WORDS);

    LanguageHead(int batch) {
        tokens = Workload.classes(15, WORDS, batch);
        targets = Workload.classes(16, WORDS, batch);
    }

    @Override
    public List<Tensor> parameters() {
        return List.of(embedding, weight, bias);
    }

    @Override
    public Tensor loss() {
        Tensor h = Functional.embedding(tokens, embedding);
        return Functional.crossEntropy(Functional.linear(h, weight, bias), targets);
    }
}
