package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.LSTM;
import java.util.List;
import java.util.Map;

/** W8: one layer of long short-term memory over 64 steps. */
final class RecurrentNetwork implements TrainingWorkload.Network {
    private static final int LENGTH = 64;
    private static final int IN = 128;
    private static final int HIDDEN = 256;

    private final Tensor x;
    private final LSTM lstm = new LSTM(IN, HIDDEN);

    RecurrentNetwork(int batch) {
        x = Workload.uniform(12, -1, 1, LENGTH, batch, IN);
        lstm.loadStateDict(Map.of(
                "weight_ih_l0", Workload.weight(51, HIDDEN, 4 * HIDDEN, IN),
                "weight_hh_l0", Workload.weight(52, HIDDEN, 4 * HIDDEN, HIDDEN),
                "bias_ih_l0", Workload.bias(4 * HIDDEN),
                "bias_hh_l0", Workload.bias(4 * HIDDEN)));
    }

    @Override
    public List<Tensor> parameters() {
        return lstm.parameters();
    }

    @Override
    public Tensor loss() {
        Tensor y = lstm.forward(x);
        return y.mul(y).mean();
    }
}
