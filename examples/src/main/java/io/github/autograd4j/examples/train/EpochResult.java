package io.github.autograd4j.examples.train;

/**
 * What an epoch came to.
 *
 * @param epoch its number, from 1
 * @param trainLoss mean over the epoch's batches
 * @param trainAccuracy fraction of the training images that were classified correctly as they were learnt
 * @param test of the model after the epoch
 * @param learningRate at the end of the epoch
 * @param seconds the training took, without the test
 * @param samplesPerSecond in training
 */
public record EpochResult(
        int epoch,
        double trainLoss,
        double trainAccuracy,
        Evaluation test,
        double learningRate,
        double seconds,
        double samplesPerSecond) {}
