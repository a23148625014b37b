package io.github.autograd4j.benchmarks.peers;

import io.github.autograd4j.benchmarks.Workload;
import java.util.function.DoubleSupplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The workloads' data as PyTorch's tensors, and what of PyTorch's interface they need. */
final class Torch {
    static final TensorOptional NONE = new TensorOptional();

    private Torch() {}

    /** U(seed, low, high). */
    static Tensor uniform(int seed, double low, double high, long... dims) {
        float[] values = Workload.values(seed, low, high, count(dims));
        try (FloatPointer pointer = new FloatPointer(values)) {
            return torch.from_blob(pointer, dims).clone();
        }
    }

    /** C(seed, k), n classes. */
    static Tensor classes(int seed, int k, int n) {
        long[] values = Workload.classValues(seed, k, n);
        try (LongPointer pointer = new LongPointer(values)) {
            return torch.from_blob(pointer, new long[] {n}, new TensorOptions(torch.ScalarType.Long))
                    .clone();
        }
    }

    /** K(seed, fanIn), a weight. */
    static Tensor weight(int seed, int fanIn, long... dims) {
        double bound = 1 / Math.sqrt(fanIn);
        return leaf(uniform(seed, -bound, bound, dims));
    }

    /** A bias of zeros. */
    static Tensor bias(long n) {
        return leaf(torch.zeros(n));
    }

    /** A norm's gain of ones. */
    static Tensor gain(long n) {
        return leaf(torch.ones(n));
    }

    static Tensor leaf(Tensor x) {
        return x.set_requires_grad(true);
    }

    private static int count(long... dims) {
        long count = 1;
        for (long dim : dims) {
            count *= dim;
        }
        return Math.toIntExact(count);
    }

    static Tensor conv(Tensor x, Tensor weight, TensorOptional bias, long stride, long padding) {
        return torch.conv2d(
                x, weight, bias, new long[] {stride, stride}, new long[] {padding, padding}, new long[] {1, 1}, 1);
    }

    static Tensor pool(Tensor x) {
        long[] two = {2, 2};
        return torch.max_pool2d(x, two, two, new long[] {0, 0}, new long[] {1, 1}, false);
    }

    static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return torch.linear(x, weight, new TensorOptional(bias));
    }

    /** The first element. */
    static double first(Tensor x) {
        Tensor flat = x.reshape(-1);
        return flat.select(0, 0).item_float();
    }

    /** Runs something and frees what it made. */
    @SuppressWarnings("try") // only frees
    static double scoped(DoubleSupplier body) {
        try (PointerScope scope = new PointerScope()) {
            return body.getAsDouble();
        }
    }
}
