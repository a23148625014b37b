package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * Options of {@link Functional#crossEntropy} and {@link Functional#nllLoss}.
 *
 * @param weight the weight of each class, or null
 * @param ignoreIndex targets of this class count nothing
 * @param labelSmoothing how much of the target goes evenly to all classes, from 0 to 1
 * @param reduction what is made of the single losses
 */
public record CrossEntropyOptions(Tensor weight, long ignoreIndex, double labelSmoothing, Reduction reduction) {
    /** No weights, class −100 ignored, no smoothing, the mean. */
    public static final CrossEntropyOptions DEFAULT = new CrossEntropyOptions(null, -100, 0, Reduction.MEAN);

    /**
     * Sets the weights.
     *
     * @param classWeight the weight of each class
     * @return these options, with that
     */
    public CrossEntropyOptions weight(Tensor classWeight) {
        return new CrossEntropyOptions(classWeight, ignoreIndex, labelSmoothing, reduction);
    }

    /**
     * Sets the class to ignore.
     *
     * @param index the class
     * @return these options, with that
     */
    public CrossEntropyOptions ignoreIndex(long index) {
        return new CrossEntropyOptions(weight, index, labelSmoothing, reduction);
    }

    /**
     * Sets the smoothing.
     *
     * @param smoothing from 0 to 1
     * @return these options, with that
     */
    public CrossEntropyOptions labelSmoothing(double smoothing) {
        return new CrossEntropyOptions(weight, ignoreIndex, smoothing, reduction);
    }

    /**
     * Sets the reduction.
     *
     * @param kind what is made of the single losses
     * @return these options, with that
     */
    public CrossEntropyOptions reduction(Reduction kind) {
        return new CrossEntropyOptions(weight, ignoreIndex, labelSmoothing, kind);
    }
}
