package io.github.autograd4j.examples.train;

/** Is told how a training goes. */
public interface TrainingListener {
    /** An epoch begins; {@code samples} will be learnt from. */
    void begun(int epoch, int samples);

    /** Another batch was learnt; reading the score waits for the device. */
    void advanced(RunningScore score);

    /** An epoch ended and the model was tested. */
    void ended(EpochResult result);
}
