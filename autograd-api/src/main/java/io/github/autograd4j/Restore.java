package io.github.autograd4j;

/** What undoes a setting of this thread; for try-with-resources, on the thread that made it. */
@FunctionalInterface
public interface Restore extends AutoCloseable {
    @Override
    void close();
}
