package io.github.autograd4j.spi;

/** A piece of a device's memory that holds elements of one type; only its backend looks inside. */
public interface Buffer {
    /**
     * Returns the memory held.
     *
     * @return the size in bytes
     */
    long bytes();
}
