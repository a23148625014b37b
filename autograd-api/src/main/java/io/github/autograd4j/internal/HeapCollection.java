package io.github.autograd4j.internal;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A collection of the whole Java heap, at once. Where requests are ignored ({@code -XX:+DisableExplicitGC}) it is the
 * JVM's command {@code GC.run}, as {@code jcmd} would give it, which that option does not cover, except with Shenandoah.
 */
final class HeapCollection {
    private static final Logger LOG = LoggerFactory.getLogger(HeapCollection.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private HeapCollection() {}

    /** Collects. When this returns, references to what was unreachable before the call have been cleared. */
    static void run() {
        WeakReference<Object> sentinel = new WeakReference<>(new Object());
        System.gc();
        if (sentinel.refersTo(null)) {
            return;
        }
        String failure = "GC.run does nothing";
        try {
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            ManagementFactory.getPlatformMBeanServer().invoke(commands, "gcRun", null, null);
        } catch (JMException | RuntimeException e) {
            failure = e.toString();
        }
        if (!sentinel.refersTo(null) && TOLD.compareAndSet(false, true)) {
            LOG.warn(
                    "This JVM ignores requests for garbage collections ({}), so device memory of tensors that nobody"
                            + " closes comes back when its heap is next full; use a Scope for each step, or start Java"
                            + " without -XX:+DisableExplicitGC",
                    failure);
        }
    }
}
