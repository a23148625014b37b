package io.github.autograd4j.benchmarks.race;

/** A workload as one contender does it. Made with its data, before anything is timed. */
public interface Task {
    /**
     * Does the work for the first time.
     *
     * @return the value by which the workload is recognised
     */
    double first();

    /** Does the work once more. */
    void run();
}
