package io.github.autograd4j.spi;

/** An upload that runs beside the ordered work of a device; see {@link Backend#uploadBeside}. */
@FunctionalInterface
public interface PendingUpload {
    /** One that was ordered like any other call. */
    PendingUpload DONE = () -> {};

    /**
     * Orders the upload: all work of the device after this call sees the elements. The host does not wait. Called once,
     * by any thread, before the target is used or its memory given back.
     */
    void join();
}
