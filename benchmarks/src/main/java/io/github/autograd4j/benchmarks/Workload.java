package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;

/**
 * The data of the fixed workloads: one 32-bit linear congruential generator, so that every implementation in every
 * language computes the same values.
 */
public final class Workload {
    private int state;

    private Workload(int seed) {
        state = seed * 2654435 + 12345;
    }

    private float next(float low, float high) {
        state = state * 1664525 + 1013904223;
        float u = (state >>> 8) * 0x1p-24f;
        return low + (high - low) * u;
    }

    /** The n values of U(seed, low, high). */
    public static float[] values(int seed, double low, double high, int n) {
        Workload generator = new Workload(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = generator.next((float) low, (float) high);
        }
        return values;
    }

    /** The n values of C(seed, k). */
    public static long[] classValues(int seed, int k, int n) {
        Workload generator = new Workload(seed);
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.min(k - 1, (long) Math.floor(generator.next(0, k)));
        }
        return values;
    }

    /** U(seed, low, high). */
    public static Tensor uniform(int seed, double low, double high, long... dims) {
        return Tensor.of(values(seed, low, high, Math.toIntExact(Shape.of(dims).numel())), dims);
    }

    /** K(seed, fanIn), a weight. */
    public static Tensor weight(int seed, int fanIn, long... dims) {
        double bound = 1 / Math.sqrt(fanIn);
        return uniform(seed, -bound, bound, dims).requiresGrad(true);
    }

    /** A bias of zeros. */
    public static Tensor bias(long n) {
        return Tensor.zeros(n).requiresGrad(true);
    }

    /** A norm's gain of ones. */
    public static Tensor gain(long n) {
        return Tensor.ones(n).requiresGrad(true);
    }

    /** C(seed, k), n classes. */
    public static Tensor classes(int seed, int k, int n) {
        return Tensor.of(classValues(seed, k, n));
    }

    /** Fails if a value is not the workload's, to 1e-4 relative. */
    static void check(String name, double value, double expected) {
        check(name, value, expected, 1e-4);
    }

    /** Fails if a value is not the workload's. */
    static void check(String name, double value, double expected, double relative) {
        if (!(Math.abs(value - expected) <= relative * Math.abs(expected))) {
            throw new AssertionError(name + ": got " + value + ", the reference value is " + expected);
        }
    }
}
