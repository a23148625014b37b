package io.github.autograd4j;

/**
 * Memory of a device that was to be given back by the program and was given back by the garbage collector only: that of a
 * tensor which {@link Scope#keep} took out of all scopes and nobody closed, or whose scope was never closed. Tensors made
 * outside of scopes belong to the collector, and gradients, parameters and optimizer state to their owners: they do not
 * leak.
 *
 * @param device the device
 * @param origin the operation that it is the result of
 * @param dtype the element type
 * @param shape the shape
 * @param bytes what it held
 * @param birth where it was made, if the system property {@code autograd.memory.leakTraces} is true; else null
 * @see LeakReport
 */
public record Leak(Device device, String origin, DType dtype, Shape shape, long bytes, Throwable birth) {
    /** Returns for example {@code matmul float32[64, 10] on cuda:0, 2560 bytes}. */
    @Override
    public String toString() {
        return origin + " " + dtype + shape + " on " + device + ", " + io.github.autograd4j.spi.MemoryStats.size(bytes);
    }
}
