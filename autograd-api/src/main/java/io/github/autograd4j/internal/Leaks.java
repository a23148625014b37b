package io.github.autograd4j.internal;

import io.github.autograd4j.Leak;
import io.github.autograd4j.LeakReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What leaked, on all devices. */
final class Leaks {
    /** Whether the places where tensors are born in scopes are noted, which costs much. */
    static final boolean TRACES = Boolean.getBoolean("autograd.memory.leakTraces");

    private static final Logger LOG = LoggerFactory.getLogger(Leaks.class);
    private static final Deque<Leak> LATEST = new ArrayDeque<>();
    private static long count;
    private static long tellAt = 1;

    private Leaks() {}

    static synchronized void add(Leak leak) {
        if (LATEST.size() == LeakReport.MOST) {
            LATEST.removeFirst();
        }
        LATEST.addLast(leak);
        if (++count == tellAt) {
            tellAt *= 10;
            LOG.warn(
                    "leak number {}: {}: it was kept from its scope, or its scope was not closed, and only the garbage"
                            + " collector gave it back; close what you keep{}",
                    count,
                    leak,
                    TRACES ? "" : " (-Dautograd.memory.leakTraces=true says where it was made)",
                    leak.birth());
        }
    }

    static synchronized LeakReport report() {
        return new LeakReport(count, List.copyOf(LATEST));
    }
}
