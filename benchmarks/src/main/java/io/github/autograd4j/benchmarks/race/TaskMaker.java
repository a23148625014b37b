package io.github.autograd4j.benchmarks.race;

/** Makes tasks by the names of their workloads. */
@FunctionalInterface
public interface TaskMaker {
    /**
     * Makes a task.
     *
     * @param workload a name, as {@link Contests} lists them
     * @return the task, or null if this contender cannot do that one
     */
    Task make(String workload);
}
