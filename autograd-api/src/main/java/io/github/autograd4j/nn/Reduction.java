package io.github.autograd4j.nn;

/** What a loss function makes of the losses of single elements. */
public enum Reduction {
    /** They stay as they are. */
    NONE,
    /** Their mean. */
    MEAN,
    /** Their sum divided by the size of the first axis. */
    BATCH_MEAN,
    /** Their sum. */
    SUM
}
