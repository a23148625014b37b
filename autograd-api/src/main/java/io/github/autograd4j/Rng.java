package io.github.autograd4j;

import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.op.Random;
import io.github.autograd4j.spi.Distribution;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A generator of random tensors: Philox4x32-10, counter-based. The same seed and the same sequence of calls give the
 * same uniform bits on every device. Safe to share; for reproducible results from several threads give each its own.
 */
public final class Rng {
    private static final Rng GLOBAL = new Rng(System.nanoTime() ^ 0x5DEECE66DL);

    private volatile long key;
    private final AtomicLong counter = new AtomicLong();

    private Rng(long seed) {
        this.key = seed;
    }

    /**
     * Returns a generator.
     *
     * @param seed its seed
     * @return the generator, at its start
     */
    public static Rng of(long seed) {
        return new Rng(seed);
    }

    /**
     * Returns the generator used where none is given.
     *
     * @return the global generator, seeded by the time
     */
    public static Rng global() {
        return GLOBAL;
    }

    /**
     * Starts this generator anew.
     *
     * @param seed the seed
     */
    public void seed(long seed) {
        key = seed;
        counter.set(0);
    }

    /**
     * Returns how many blocks of random bits have been used.
     *
     * @return the position, for {@link #restore}
     */
    public long position() {
        return counter.get();
    }

    /**
     * Returns the seed.
     *
     * @return the key of the generator
     */
    public long seed() {
        return key;
    }

    /**
     * Puts this generator where it, or another, was.
     *
     * @param seed the seed
     * @param position the position
     */
    public void restore(long seed, long position) {
        key = seed;
        counter.set(position);
    }

    /**
     * Moves on past blocks of random bits, which are the caller's.
     *
     * @param blocks how many
     * @return the position of the first
     */
    public long advance(long blocks) {
        return counter.getAndAdd(blocks);
    }

    private Tensor draw(Distribution distribution, Shape shape, DType dtype, Device device) {
        long first = advance(distribution.blocks(dtype, shape.numel()));
        return Dispatcher.create(new Random(distribution, key, first, dtype, shape), Devices.runtime(device));
    }

    /**
     * Returns uniform numbers of [0, 1).
     *
     * @param shape the shape
     * @param dtype the element type, floating
     * @param device where
     * @return the tensor
     */
    public Tensor rand(Shape shape, DType dtype, Device device) {
        return draw(Distribution.UNIFORM, shape, floating(dtype), device);
    }

    /**
     * Returns uniform float32 numbers of [0, 1) on the current device.
     *
     * @param dims the sizes
     * @return the tensor
     */
    public Tensor rand(long... dims) {
        return rand(Shape.of(dims), DType.FLOAT32, Device.current());
    }

    /**
     * Returns normal numbers of mean 0 and variance 1.
     *
     * @param shape the shape
     * @param dtype the element type, floating
     * @param device where
     * @return the tensor
     */
    public Tensor randn(Shape shape, DType dtype, Device device) {
        return draw(Distribution.NORMAL, shape, floating(dtype), device);
    }

    /**
     * Returns normal float32 numbers of mean 0 and variance 1 on the current device.
     *
     * @param dims the sizes
     * @return the tensor
     */
    public Tensor randn(long... dims) {
        return randn(Shape.of(dims), DType.FLOAT32, Device.current());
    }

    private static DType floating(DType dtype) {
        if (!dtype.isFloating()) {
            throw new DTypeException("random: expected a floating type, got " + dtype);
        }
        return dtype;
    }

    /**
     * Returns uniform integers on the current device.
     *
     * @param low the smallest
     * @param high one more than the largest
     * @param dims the sizes
     * @return the int64 tensor
     */
    public Tensor randint(long low, long high, long... dims) {
        if (low >= high) {
            throw new IllegalArgumentException("randint: there is no integer from " + low + " to below " + high);
        }
        if (high - low < 0) {
            throw new IllegalArgumentException("randint: more than 2^63 integers from " + low + " to below " + high);
        }
        Tensor bits = draw(Distribution.BITS, Shape.of(dims), DType.INT64, Device.current());
        return bits.remainder(high - low).add(low);
    }

    /**
     * Returns the integers from 0 to n − 1 in random order on the current device.
     *
     * @param n how many
     * @return the int64 tensor
     */
    public Tensor randperm(long n) {
        return draw(Distribution.BITS, Shape.of(n), DType.INT64, Device.current())
                .argsort(0, false);
    }

    /**
     * Returns ones with given probabilities, else zeros.
     *
     * @param probabilities the probability of each element
     * @return a tensor of the same spec
     */
    public Tensor bernoulli(Tensor probabilities) {
        Tensor uniform = rand(probabilities.shape(), probabilities.dtype(), probabilities.device());
        return uniform.lt(probabilities).to(probabilities.dtype());
    }
}
