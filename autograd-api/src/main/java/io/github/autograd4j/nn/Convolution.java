package io.github.autograd4j.nn;

import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Geometry;
import java.util.Collections;
import java.util.List;

/** What all convolutions share: settings, parameters and their first values. */
abstract class Convolution extends Layer {
    final Geometry geometry;
    final int groups;
    final int outputPadding;
    private final long in;
    private final long out;
    private final List<Integer> kernel;
    private final boolean same;
    private final Slot weight;
    private final Slot bias;

    Convolution(ConvBuilder<?> builder, boolean transposed) {
        this.in = builder.in;
        this.out = builder.out;
        this.kernel = builder.kernel;
        this.geometry = builder.geometry();
        this.groups = builder.groups;
        this.outputPadding = builder.outputPadding;
        this.same = builder.same;
        if (groups < 1 || in % groups != 0 || out % groups != 0) {
            throw new ShapeException(
                    name() + ": " + groups + " groups do not divide " + in + " and " + out + " channels");
        }
        if (same && (transposed || Collections.max(geometry.stride()) > 1)) {
            throw new ShapeException(name() + ": padding to the same size needs a stride of 1");
        }
        if (outputPadding != 0 && !transposed) {
            throw new ShapeException(name() + ": only transposed convolutions have an output padding");
        }
        long[] dims = new long[2 + kernel.size()];
        dims[0] = transposed ? in : out;
        dims[1] = (transposed ? out : in) / groups;
        for (int i = 0; i < kernel.size(); i++) {
            dims[i + 2] = kernel.get(i);
        }
        Tensor values = Tensor.zeros(dims);
        // PyTorch takes the second axis for the inputs, also of transposed convolutions.
        long fanIn = Init.fan(values, Init.Fan.IN);
        this.weight = parameter("weight", Init.standard(values, fanIn, builder.rng));
        this.bias = parameter("bias", builder.bias ? Init.standard(Tensor.zeros(out), fanIn, builder.rng) : null);
    }

    /**
     * Returns the weight.
     *
     * @return a tensor of shape [out, in / groups, kernel …], of a transposed convolution [in, out / groups, kernel …]
     */
    public final Tensor weight() {
        return weight.tensor();
    }

    /**
     * Returns the bias.
     *
     * @return a tensor of shape [out], or null if there is none
     */
    public final Tensor bias() {
        return bias.tensor();
    }

    /** The image with what {@code samePadding} adds. */
    final Tensor padded(Tensor x) {
        if (!same) {
            return x;
        }
        int n = kernel.size();
        long[] amounts = new long[2 * n];
        for (int i = 0; i < n; i++) {
            int total = geometry.dilation().get(i) * (kernel.get(i) - 1);
            amounts[2 * (n - 1 - i)] = total / 2;
            amounts[2 * (n - 1 - i) + 1] = total - total / 2;
        }
        return x.pad(0, amounts);
    }

    @Override
    protected final String describe() {
        StringBuilder text = new StringBuilder();
        text.append(in).append(", ").append(out);
        text.append(", kernel_size=").append(Repr.tuple(kernel));
        text.append(", stride=").append(Repr.tuple(geometry.stride()));
        if (same) {
            text.append(", padding=same");
        } else if (Collections.max(geometry.padding()) > 0) {
            text.append(", padding=").append(Repr.tuple(geometry.padding()));
        }
        if (Collections.max(geometry.dilation()) > 1) {
            text.append(", dilation=").append(Repr.tuple(geometry.dilation()));
        }
        if (outputPadding != 0) {
            text.append(", output_padding=").append(Repr.tuple(Collections.nCopies(kernel.size(), outputPadding)));
        }
        if (groups != 1) {
            text.append(", groups=").append(groups);
        }
        return bias.tensor() == null ? text.append(", bias=False").toString() : text.toString();
    }
}
