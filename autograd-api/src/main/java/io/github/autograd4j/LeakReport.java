package io.github.autograd4j;

import io.github.autograd4j.internal.Devices;
import java.util.List;

/**
 * What has leaked since the program started.
 *
 * @param count the number of leaks
 * @param leaks the latest of them, the oldest first, at most {@value #MOST}
 * @see Leak
 */
public record LeakReport(long count, List<Leak> leaks) {
    /** How many leaks a report lists. */
    public static final int MOST = 32;

    /**
     * Copies the list.
     *
     * @param count the number of leaks
     * @param leaks the latest of them
     */
    public LeakReport {
        leaks = List.copyOf(leaks);
    }

    /**
     * Runs a garbage collection and tells what has leaked so far, on all devices: for tests and for the end of a program.
     * While a program runs, the log tells of the 1st, 10th, 100th … leak.
     *
     * @return the report
     */
    public static LeakReport collect() {
        return Devices.leaks();
    }
}
