package io.github.autograd4j.nn;

import io.github.autograd4j.Rng;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.op.Geometry;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The settings of a convolution to be made: {@code Conv2d.builder(3, 64, 7).stride(2).padding(3).bias(false).build()}.
 * Sizes are given once for all spatial axes or for each of them.
 *
 * @param <M> the layer
 */
public final class ConvBuilder<M extends Module> {
    final long in;
    final long out;
    final List<Integer> kernel;
    List<Integer> stride;
    List<Integer> padding;
    List<Integer> dilation;
    boolean same;
    int outputPadding;
    int groups = 1;
    boolean bias = true;
    Rng rng = Rng.global();

    private final int axes;
    private final Function<ConvBuilder<M>, M> maker;

    ConvBuilder(int axes, long in, long out, int[] kernel, Function<ConvBuilder<M>, M> maker) {
        this.axes = axes;
        this.maker = maker;
        this.in = in;
        this.out = out;
        this.kernel = each("kernel", kernel);
        this.stride = Collections.nCopies(axes, 1);
        this.padding = Collections.nCopies(axes, 0);
        this.dilation = Collections.nCopies(axes, 1);
    }

    private List<Integer> each(String name, int[] values) {
        if (values.length == 1) {
            return Collections.nCopies(axes, values[0]);
        }
        if (values.length != axes) {
            throw new ShapeException("conv: " + name + ": expected one number or " + axes + ", got " + values.length);
        }
        return IntStream.of(values).boxed().toList();
    }

    /**
     * Sets the distance between windows.
     *
     * @param values one for all spatial axes, or one for each
     * @return this
     */
    public ConvBuilder<M> stride(int... values) {
        stride = each("stride", values);
        return this;
    }

    /**
     * Sets how many zeros are added on both sides; in a transposed convolution, how much the result lacks there.
     *
     * @param values one for all spatial axes, or one for each
     * @return this
     */
    public ConvBuilder<M> padding(int... values) {
        padding = each("padding", values);
        same = false;
        return this;
    }

    /**
     * Adds as many zeros as make the result as large as the image; if that is an odd number, the last one is on the
     * right. For a stride of 1, not for transposed convolutions.
     *
     * @return this
     */
    public ConvBuilder<M> samePadding() {
        same = true;
        return this;
    }

    /**
     * Sets the distance between positions in a window.
     *
     * @param values one for all spatial axes, or one for each
     * @return this
     */
    public ConvBuilder<M> dilation(int... values) {
        dilation = each("dilation", values);
        return this;
    }

    /**
     * Sets what is added to the size of the result on one side; for transposed convolutions only.
     *
     * @param value how much, for all spatial axes
     * @return this
     */
    public ConvBuilder<M> outputPadding(int value) {
        outputPadding = value;
        return this;
    }

    /**
     * Splits the channels into independent parts.
     *
     * @param value how many
     * @return this
     */
    public ConvBuilder<M> groups(int value) {
        groups = value;
        return this;
    }

    /**
     * Chooses whether something is added to each channel.
     *
     * @param value false before a normalisation, which would take it away again
     * @return this
     */
    public ConvBuilder<M> bias(boolean value) {
        bias = value;
        return this;
    }

    /**
     * Sets what makes the first values.
     *
     * @param generator the generator
     * @return this
     */
    public ConvBuilder<M> rng(Rng generator) {
        rng = generator;
        return this;
    }

    /**
     * Makes the layer.
     *
     * @return the layer
     * @throws ShapeException if the settings contradict each other
     */
    public M build() {
        return maker.apply(this);
    }

    Geometry geometry() {
        return new Geometry(stride, same ? Collections.nCopies(axes, 0) : padding, dilation);
    }
}
