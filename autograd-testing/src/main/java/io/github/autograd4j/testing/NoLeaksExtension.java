package io.github.autograd4j.testing;

import io.github.autograd4j.Leak;
import io.github.autograd4j.LeakReport;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Compares what has leaked before and after a test. */
final class NoLeaksExtension implements BeforeEachCallback, AfterEachCallback {
    /** For JUnit. */
    NoLeaksExtension() {}

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(NoLeaksExtension.class));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context).put("before", LeakReport.collect().count());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LeakReport after = LeakReport.collect();
        long more = after.count() - store(context).remove("before", long.class);
        if (more > 0) {
            List<Leak> all = after.leaks();
            throw failure(more, all.subList((int) Math.max(0, all.size() - more), all.size()));
        }
    }

    private static AssertionError failure(long count, List<Leak> leaks) {
        String tensors = count == 1 ? "1 tensor" : count + " tensors";
        AssertionError error = new AssertionError(tensors + " leaked, kept from a scope and not closed: " + leaks);
        for (Leak leak : leaks) {
            if (leak.birth() != null) {
                error.addSuppressed(leak.birth());
            }
        }
        return error;
    }
}
