package io.github.autograd4j.op;

import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.autodiff.Elementwise;
import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.spi.Distribution;

/**
 * x / (1 − p) where the uniform number of an element is at least p, else 0, whatever x is there. The numbers are those
 * of {@link Random}: made again wherever they are needed, they are never kept. Linear in x, so that the gradient is the
 * same operation on the cotangent.
 *
 * @param p the probability of 0, from 0 to 1
 * @param key the key of the generator
 * @param counter its first block
 */
public record Dropout(double p, long key, long counter) implements Composite {
    private static final Formula THINNED =
            Formula.of("dropout", Formula.Typing.FLOATING, 2, 2, (x, s) -> x[1].apply(ScalarOp.GE, s[0])
                    .select(x[0].mul(s[1]), x[0].constant(0)));

    /**
     * Takes a mask's numbers from a generator.
     *
     * @param p the probability of 0
     * @param rng the generator, which moves on
     * @param x what is to be thinned
     * @return the operation
     */
    public static Dropout draw(double p, Rng rng, TensorSpec x) {
        Softmax.likeFloating("dropout", x);
        long blocks = Distribution.UNIFORM.blocks(x.dtype(), x.shape().numel());
        return new Dropout(p, rng.seed(), rng.advance(blocks));
    }

    /**
     * Returns what is left is multiplied by.
     *
     * @return 1/(1 − p), or 0 where nothing is left
     */
    public double scale() {
        return p == 1 ? 0 : 1 / (1 - p);
    }

    @Override
    public String name() {
        return "dropout";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return Softmax.likeFloating(name(), inputs[0]);
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor x = inputs[0];
        Random numbers = new Random(Distribution.UNIFORM, key, counter, x.dtype(), x.shape());
        Tensor uniform = Dispatcher.create(numbers, Devices.runtime(x.device()));
        return new Tensor[] {Elementwise.apply(THINNED, x, uniform, p, scale())};
    }
}
