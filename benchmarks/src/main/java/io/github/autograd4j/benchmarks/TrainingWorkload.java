package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.SGD;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The fixed workloads that are training steps. */
public enum TrainingWorkload {
    /** A perceptron with SGD. */
    W4_SGD(2.30150, 128, Perceptron::new, TrainingWorkload::sgd),
    /** A perceptron with Adam. */
    W4_ADAM(2.30150, 128, Perceptron::new, TrainingWorkload::adam),
    /** A small convolutional network with SGD. */
    W5(2.30208, 64, ConvolutionalNetwork::new, TrainingWorkload::sgd),
    /** A transformer block with SGD. */
    W6(0.373971, 8, TransformerBlock::new, TrainingWorkload::sgd),
    /** A recurrent network with SGD. */
    W8(0.00431509, 32, RecurrentNetwork::new, TrainingWorkload::sgd),
    /** A residual network with SGD and momentum. */
    W9(2.31022, 32, ResidualNetwork::new, parameters -> new SGD(parameters, 0.01, 0.9)),
    /** An embedding and a large softmax with Adam. */
    W10(9.01104, 2048, LanguageHead::new, TrainingWorkload::adam);

    /** A network and its data. */
    interface Network {
        /** The parameters. */
        List<Tensor> parameters();

        /** The loss of the one batch. */
        Tensor loss();
    }

    private final double firstLoss;
    private final int batch;
    private final IntFunction<Network> network;
    private final Function<List<Tensor>, Optimizer> optimizer;

    TrainingWorkload(
            double firstLoss, int batch, IntFunction<Network> network, Function<List<Tensor>, Optimizer> optimizer) {
        this.firstLoss = firstLoss;
        this.batch = batch;
        this.network = network;
        this.optimizer = optimizer;
    }

    private static Optimizer sgd(List<Tensor> parameters) {
        return new SGD(parameters, 0.01);
    }

    private static Optimizer adam(List<Tensor> parameters) {
        return new Adam(parameters, 1e-3);
    }

    /**
     * Makes the network on the current device.
     *
     * @param times how many times the workload's batch
     * @return the network, before its first step
     */
    public TrainingRun start(int times) {
        Network made = network.apply(batch * times);
        return new TrainingRun(made::loss, optimizer.apply(made.parameters()));
    }

    /**
     * Checks the loss of the first step with the workload's batch.
     *
     * @param loss what {@link TrainingRun#step} returned
     * @param tolerance how far it may differ, relative to the reference value
     * @throws AssertionError if it is another one: what is timed is not the workload
     */
    public void check(double loss, double tolerance) {
        Workload.check(name(), loss, firstLoss, tolerance);
    }
}
