package io.github.autograd4j.nn;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Indexed;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.autodiff.Elementwise;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.op.Formula;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Layers and losses as functions of tensors, with PyTorch's names, defaults and conventions at kinks. All are recorded
 * and differentiable to any order.
 */
public final class Functional {
    private Functional() {}

    /**
     * max(x, 0); the gradient at 0 is 0.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor relu(Tensor x) {
        return Elementwise.apply(Formulas.RELU, x);
    }

    /**
     * min(max(x, 0), 6); the gradient at both bounds is 0.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor relu6(Tensor x) {
        return hardtanh(x, 0, 6);
    }

    /**
     * min(max(x, low), high); the gradient at both bounds is 0.
     *
     * @param x the operand
     * @param low the lower bound
     * @param high the upper bound
     * @return the value for each element
     */
    public static Tensor hardtanh(Tensor x, double low, double high) {
        return Elementwise.apply(Formulas.HARDTANH, x, low, high);
    }

    /**
     * x, or slope · x where x ≤ 0.
     *
     * @param x the operand
     * @param slope PyTorch's default is 0.01
     * @return the value for each element
     */
    public static Tensor leakyRelu(Tensor x, double slope) {
        return Elementwise.apply(Formulas.LEAKY_RELU, x, slope);
    }

    /**
     * x, or α(eˣ − 1) where x ≤ 0.
     *
     * @param x the operand
     * @param alpha α, by default 1
     * @return the value for each element
     */
    public static Tensor elu(Tensor x, double alpha) {
        return Elementwise.apply(Formulas.ELU, x, alpha);
    }

    /**
     * The self-normalising exponential linear unit.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor selu(Tensor x) {
        return Elementwise.apply(Formulas.SELU, x);
    }

    /**
     * x·Φ(x) with Φ the normal distribution function, by erf.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor gelu(Tensor x) {
        return Elementwise.apply(Formulas.GELU, x);
    }

    /**
     * The tanh approximation of {@link #gelu}.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor geluTanh(Tensor x) {
        return Elementwise.apply(Formulas.GELU_TANH, x);
    }

    /**
     * x·σ(x).
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor silu(Tensor x) {
        return Elementwise.apply(Formulas.SILU, x);
    }

    /**
     * x·tanh(ln(1 + eˣ)).
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor mish(Tensor x) {
        return Elementwise.apply(Formulas.MISH, x);
    }

    /**
     * ln(1 + eˣ), linear above 20.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor softplus(Tensor x) {
        return softplus(x, 1, 20);
    }

    /**
     * ln(1 + e^(βx))/β, linear where βx is above the threshold.
     *
     * @param x the operand
     * @param beta β
     * @param threshold where it becomes linear
     * @return the value for each element
     */
    public static Tensor softplus(Tensor x, double beta, double threshold) {
        return Elementwise.apply(Formulas.SOFTPLUS, x, beta, threshold);
    }

    /**
     * 1/(1 + e⁻ˣ).
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor sigmoid(Tensor x) {
        return Elementwise.apply(Formulas.SIGMOID, x);
    }

    /**
     * tanh x.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor tanh(Tensor x) {
        return Elementwise.apply(Formulas.TANH, x);
    }

    /**
     * ln σ(x), without underflow.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor logSigmoid(Tensor x) {
        return Elementwise.apply(Formulas.LOG_SIGMOID, x);
    }

    /**
     * min(max(x/6 + ½, 0), 1); the gradient at ±3 is 0.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor hardsigmoid(Tensor x) {
        return Elementwise.apply(Formulas.HARDSIGMOID, x);
    }

    /**
     * x·hardsigmoid(x); the gradient is 0 at −3 and 1 at 3.
     *
     * @param x the operand
     * @return the value for each element
     */
    public static Tensor hardswish(Tensor x) {
        return Elementwise.apply(Formulas.HARDSWISH, x);
    }

    /**
     * eˣ / Σ eˣ along an axis; the largest element is subtracted first.
     *
     * @param x the operand
     * @param axis the axis
     * @return the probabilities
     */
    public static Tensor softmax(Tensor x, int axis) {
        return x.rank() == 0
                ? softmax(x.reshape(1), axis).reshape()
                : Dispatcher.apply(new Softmax(x.shape().axis(axis)), x);
    }

    /**
     * ln softmax along an axis.
     *
     * @param x the operand
     * @param axis the axis
     * @return the log-probabilities
     */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return x.rank() == 0
                ? logSoftmax(x.reshape(1), axis).reshape()
                : Dispatcher.apply(new LogSoftmax(x.shape().axis(axis)), x);
    }

    /**
     * x·Wᵀ + b.
     *
     * @param x of shape […, in]
     * @param weight of shape [out, in]
     * @param bias of shape [out], or null
     * @return of shape […, out]
     * @throws ShapeException if the sizes do not fit
     */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        Tensor product = x.matmul(weight.t());
        return bias == null ? product : product.add(bias);
    }

    /**
     * Convolution (cross-correlation) over one axis.
     *
     * @param x of shape [batch, in, length], or without batch
     * @param weight of shape [out, in / groups, kernel]
     * @param bias of shape [out], or null
     * @param stride the distance between windows
     * @param padding zeros on both sides
     * @param dilation the distance between positions in the window
     * @param groups independent parts of the channels
     * @return of shape [batch, out, …]
     * @throws ShapeException if the sizes do not fit
     */
    public static Tensor conv1d(
            Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
        return conv1d(x, weight, bias, Geometry.of(1, stride, padding, dilation), groups);
    }

    /**
     * Convolution (cross-correlation) over one axis.
     *
     * @param x of shape [batch, in, length], or without batch
     * @param weight of shape [out, in / groups, kernel]
     * @param bias of shape [out], or null
     * @param geometry stride, padding and dilation for each axis
     * @param groups independent parts of the channels
     * @return of shape [batch, out, …]
     * @throws ShapeException if the sizes do not fit
     */
    public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, Geometry geometry, int groups) {
        return conv(x, weight, bias, geometry, groups);
    }

    /**
     * Convolution (cross-correlation) over two axes.
     *
     * @param x of shape [batch, in, height, width], or without batch
     * @param weight of shape [out, in / groups, kernel height, kernel width]
     * @param bias of shape [out], or null
     * @param stride the distance between windows
     * @param padding zeros on both sides
     * @param dilation the distance between positions in the window
     * @param groups independent parts of the channels
     * @return of shape [batch, out, …]
     * @throws ShapeException if the sizes do not fit
     */
    public static Tensor conv2d(
            Tensor x, Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
        return conv2d(x, weight, bias, Geometry.of(2, stride, padding, dilation), groups);
    }

    /**
     * Convolution (cross-correlation) over two axes.
     *
     * @param x of shape [batch, in, height, width], or without batch
     * @param weight of shape [out, in / groups, kernel height, kernel width]
     * @param bias of shape [out], or null
     * @param geometry stride, padding and dilation for each axis
     * @param groups independent parts of the channels
     * @return of shape [batch, out, …]
     * @throws ShapeException if the sizes do not fit
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, Geometry geometry, int groups) {
        return conv(x, weight, bias, geometry, groups);
    }

    /**
     * Convolution (cross-correlation) over two axes with stride 1 and no padding.
     *
     * @param x of shape [batch, in, height, width], or without batch
     * @param weight of shape [out, in, kernel height, kernel width]
     * @param bias of shape [out], or null
     * @return of shape [batch, out, …]
     */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias) {
        return conv2d(x, weight, bias, 1, 0, 1, 1);
    }

    private static Tensor conv(Tensor x, Tensor weight, Tensor bias, Geometry geometry, int groups) {
        if (x.rank() == geometry.axes() + 1) {
            return conv(x.unsqueeze(0), weight, bias, geometry, groups).squeeze(0);
        }
        return withBias(Dispatcher.apply(new Conv(geometry, groups), x, weight), bias);
    }

    private static Tensor withBias(Tensor y, Tensor bias) {
        return bias == null ? y : y.add(perChannel(bias, y.rank()));
    }

    /** Lays a vector along axis 1. */
    private static Tensor perChannel(Tensor vector, int rank) {
        long[] dims = new long[rank];
        Arrays.fill(dims, 1);
        dims[1] = -1;
        return vector.reshape(dims);
    }

    /**
     * Transposed convolution over one axis: the gradient of convolution with respect to its image.
     *
     * @param x of shape [batch, in, length], or without batch
     * @param weight of shape [in, out / groups, kernel …]
     * @param bias of shape [out], or null
     * @param stride the distance between windows on the result
     * @param padding what the result lacks on both sides
     * @param outputPadding what is added to the size of the result on one side
     * @param dilation the distance between positions in the window
     * @param groups independent parts of the channels
     * @return of shape [batch, out, (size − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1 …]
     */
    public static Tensor convTranspose1d(
            Tensor x,
            Tensor weight,
            Tensor bias,
            int stride,
            int padding,
            int outputPadding,
            int dilation,
            int groups) {
        return convTranspose(x, weight, bias, Geometry.of(1, stride, padding, dilation), outputPadding, groups);
    }

    /**
     * Transposed convolution over two axes: the gradient of convolution with respect to its image.
     *
     * @param x of shape [batch, in, height, width], or without batch
     * @param weight of shape [in, out / groups, kernel …]
     * @param bias of shape [out], or null
     * @param stride the distance between windows on the result
     * @param padding what the result lacks on both sides
     * @param outputPadding what is added to the size of the result on one side
     * @param dilation the distance between positions in the window
     * @param groups independent parts of the channels
     * @return of shape [batch, out, (size − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1 …]
     */
    public static Tensor convTranspose2d(
            Tensor x,
            Tensor weight,
            Tensor bias,
            int stride,
            int padding,
            int outputPadding,
            int dilation,
            int groups) {
        return convTranspose(x, weight, bias, Geometry.of(2, stride, padding, dilation), outputPadding, groups);
    }

    static Tensor convTranspose(
            Tensor x, Tensor weight, Tensor bias, Geometry geometry, int outputPadding, int groups) {
        int n = geometry.axes();
        if (x.rank() == n + 1) {
            return convTranspose(x.unsqueeze(0), weight, bias, geometry, outputPadding, groups)
                    .squeeze(0);
        }
        if (x.rank() != n + 2 || weight.rank() != n + 2) {
            throw new ShapeException("convTranspose" + n + "d: expected " + n + " spatial axes, got " + x.describe()
                    + " and weights " + weight.describe());
        }
        List<Long> size = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            size.add((x.size(i + 2) - 1) * geometry.stride().get(i)
                    - 2L * geometry.padding().get(i)
                    + geometry.dilation().get(i) * (weight.size(i + 2) - 1)
                    + outputPadding
                    + 1);
        }
        return withBias(Dispatcher.apply(new ConvInputGrad(geometry, groups, List.copyOf(size)), x, weight), bias);
    }

    /**
     * The largest element of each window; of equals the first gets the gradient.
     *
     * @param x of shape [batch, channels, length], or without batch
     * @param kernel the window's size
     * @param stride the distance between windows
     * @param padding what is added on both sides and never wins
     * @return of shape [batch, channels, …]
     */
    public static Tensor maxPool1d(Tensor x, int kernel, int stride, int padding) {
        return maxPool(x, Geometry.of(1, stride, padding, 1), Collections.nCopies(1, (long) kernel))
                .values();
    }

    /**
     * The largest element of each window, windows side by side.
     *
     * @param x of shape [batch, channels, length], or without batch
     * @param kernel the window's size
     * @return of shape [batch, channels, …]
     */
    public static Tensor maxPool1d(Tensor x, int kernel) {
        return maxPool1d(x, kernel, kernel, 0);
    }

    /**
     * The largest element of each window; of equals the first gets the gradient.
     *
     * @param x of shape [batch, channels, height, width], or without batch
     * @param kernel the window's size
     * @param stride the distance between windows
     * @param padding what is added on both sides and never wins
     * @return of shape [batch, channels, …]
     */
    public static Tensor maxPool2d(Tensor x, int kernel, int stride, int padding) {
        return maxPool(x, Geometry.of(2, stride, padding, 1), Collections.nCopies(2, (long) kernel))
                .values();
    }

    /**
     * The largest element of each window, windows side by side.
     *
     * @param x of shape [batch, channels, height, width], or without batch
     * @param kernel the window's size
     * @return of shape [batch, channels, …]
     */
    public static Tensor maxPool2d(Tensor x, int kernel) {
        return maxPool2d(x, kernel, kernel, 0);
    }

    /**
     * The largest element of each window and its position in the plane.
     *
     * @param x of shape [batch, channels, …], or without batch
     * @param geometry stride, padding and dilation
     * @param kernel the window's sizes
     * @return the elements, and where in the plane each lies in row-major order
     */
    public static Indexed maxPool(Tensor x, Geometry geometry, List<Long> kernel) {
        if (x.rank() == geometry.axes() + 1) {
            Indexed batch = maxPool(x.unsqueeze(0), geometry, kernel);
            return new Indexed(batch.values().squeeze(0), batch.indices().squeeze(0));
        }
        for (int i = 0; i < kernel.size(); i++) {
            if (2 * geometry.padding().get(i) > kernel.get(i)) {
                throw new ShapeException(
                        "maxPool: padding " + geometry.padding() + " is more than half of the window " + kernel);
            }
        }
        Tensor[] results = Dispatcher.applyAll(new MaxPool(geometry, kernel), x);
        return new Indexed(results[0], results[1]);
    }

    /**
     * The mean of each window; padding counts as zeros.
     *
     * @param x of shape [batch, channels, length], or without batch
     * @param kernel the window's size
     * @param stride the distance between windows
     * @param padding zeros on both sides
     * @return of shape [batch, channels, …]
     */
    public static Tensor avgPool1d(Tensor x, int kernel, int stride, int padding) {
        return avgPool(x, 1, kernel, stride, padding, true);
    }

    /**
     * The mean of each window; padding counts as zeros.
     *
     * @param x of shape [batch, channels, height, width], or without batch
     * @param kernel the window's size
     * @param stride the distance between windows
     * @param padding zeros on both sides
     * @return of shape [batch, channels, …]
     */
    public static Tensor avgPool2d(Tensor x, int kernel, int stride, int padding) {
        return avgPool(x, 2, kernel, stride, padding, true);
    }

    /**
     * The mean of each window.
     *
     * @param x of shape [batch, channels, height, width], or without batch
     * @param kernel the window's size
     * @param stride the distance between windows
     * @param padding what is added on both sides
     * @param countIncludePad whether padding counts as zeros, or not at all
     * @return of shape [batch, channels, …]
     */
    public static Tensor avgPool2d(Tensor x, int kernel, int stride, int padding, boolean countIncludePad) {
        return avgPool(x, 2, kernel, stride, padding, countIncludePad);
    }

    private static Tensor avgPool(Tensor x, int n, int kernel, int stride, int padding, boolean countIncludePad) {
        if (x.rank() != n + 1 && x.rank() != n + 2) {
            throw new ShapeException("avgPool" + n + "d: expected " + n + " spatial axes, got " + x.describe());
        }
        if (2 * padding > kernel) {
            throw new ShapeException("avgPool: padding " + padding + " is more than half of the window " + kernel);
        }
        if (Elementwise.isHalf(x.dtype())) {
            return Elementwise.widened(x, w -> avgPool(w, n, kernel, stride, padding, countIncludePad));
        }
        Tensor sums = windowSums(x, n, kernel, stride, padding);
        if (countIncludePad || padding == 0) {
            return sums.div(Math.pow(kernel, n));
        }
        Tensor plane = Tensor.ones(
                Shape.of(Arrays.copyOfRange(x.shape().toArray(), x.rank() - n, x.rank())), x.dtype(), x.device());
        return sums.div(windowSums(plane, n, kernel, stride, padding));
    }

    private static Tensor windowSums(Tensor x, int n, int kernel, int stride, int padding) {
        long[] amounts = new long[2 * n];
        Arrays.fill(amounts, padding);
        Tensor windows = padding == 0 ? x : x.pad(0, amounts);
        int[] last = new int[n];
        for (int i = 0; i < n; i++) {
            windows = windows.unfold(x.rank() - n + i, kernel, stride);
            last[i] = x.rank() + i;
        }
        return windows.sum(last);
    }

    /**
     * Means over windows that divide each axis as evenly as can be.
     *
     * @param x of shape [batch, channels, height, width], or without batch
     * @param height of the result
     * @param width of the result
     * @return of shape [batch, channels, height, width]
     */
    public static Tensor adaptiveAvgPool2d(Tensor x, long height, long width) {
        Tensor rows = averaging(x.size(-2), height, x);
        Tensor columns = averaging(x.size(-1), width, x);
        return rows.matmul(x).matmul(columns.mT());
    }

    /**
     * Means over windows that divide an axis as evenly as can be.
     *
     * @param x of shape [batch, channels, length], or without batch
     * @param length of the result
     * @return of shape [batch, channels, length]
     */
    public static Tensor adaptiveAvgPool1d(Tensor x, long length) {
        return x.matmul(averaging(x.size(-1), length, x).mT());
    }

    /**
     * The largest elements of windows that divide an axis as evenly as can be.
     *
     * @param x of shape [batch, channels, length], or without batch
     * @param length of the result
     * @return of shape [batch, channels, length]
     */
    public static Tensor adaptiveMaxPool1d(Tensor x, long length) {
        return binMax(x, -1, length);
    }

    /**
     * The largest elements of windows that divide each axis as evenly as can be.
     *
     * @param x of shape [batch, channels, height, width], or without batch
     * @param height of the result
     * @param width of the result
     * @return of shape [batch, channels, height, width]
     */
    public static Tensor adaptiveMaxPool2d(Tensor x, long height, long width) {
        return binMax(binMax(x, -1, width), -2, height);
    }

    /** The matrix that averages bins ⌊i·n/m⌋ … ⌈(i+1)·n/m⌉ of n positions into m. */
    private static Tensor averaging(long n, long m, Tensor like) {
        double[] weights = new double[Math.toIntExact(n * m)];
        for (long i = 0; i < m; i++) {
            long start = i * n / m;
            long end = ((i + 1) * n + m - 1) / m;
            for (long j = start; j < end; j++) {
                weights[(int) (i * n + j)] = 1.0 / (end - start);
            }
        }
        return Tensor.of(weights, m, n).to(like.dtype()).to(like.device());
    }

    /** Bins are made equally long by repeating the last position, which cannot win over its first. */
    private static Tensor binMax(Tensor x, int axis, long m) {
        int at = x.shape().axis(axis);
        long n = x.size(at);
        long longest = 0;
        for (long i = 0; i < m; i++) {
            longest = Math.max(longest, ((i + 1) * n + m - 1) / m - i * n / m);
        }
        long[] positions = new long[Math.toIntExact(m * longest)];
        for (long i = 0; i < m; i++) {
            for (long j = 0; j < longest; j++) {
                positions[(int) (i * longest + j)] = Math.min(i * n / m + j, ((i + 1) * n + m - 1) / m - 1);
            }
        }
        Tensor bins = x.indexSelect(at, Tensor.of(positions).to(x.device())).unflatten(at, m, longest);
        return bins.max(at + 1).values();
    }

    /**
     * Normalises each channel by its mean and variance: those of the batch in training (which also update the running ones),
     * else the running ones.
     *
     * @param x of shape [batch, channels, …]
     * @param runningMean of shape [channels], updated in training; null for none
     * @param runningVar of shape [channels], the unbiased variance; null for none
     * @param weight γ of shape [channels], or null
     * @param bias β of shape [channels], or null
     * @param training whether to use the batch's statistics
     * @param momentum the weight of the batch in the running statistics
     * @param eps added to the variance inside the root
     * @return (x − mean)/√(variance + ε)·γ + β
     * @throws ShapeException if a channel has one value in training
     */
    public static Tensor batchNorm(
            Tensor x,
            Tensor runningMean,
            Tensor runningVar,
            Tensor weight,
            Tensor bias,
            boolean training,
            double momentum,
            double eps) {
        return batchNorm(
                x,
                runningMean,
                runningVar,
                weight,
                bias,
                training,
                (running, batch) -> running.lerp(batch, momentum),
                eps);
    }

    /** The same, with any way to take a batch's statistics into the running ones. */
    @SuppressWarnings("try")
    static Tensor batchNorm(
            Tensor x,
            Tensor runningMean,
            Tensor runningVar,
            Tensor weight,
            Tensor bias,
            boolean training,
            BinaryOperator<Tensor> average,
            double eps) {
        if (x.rank() < 2) {
            throw new ShapeException("batchNorm: expected [batch, channels, …], got " + x.describe());
        }
        if (!training) {
            Tensor scale = perChannel(runningVar, x.rank()).add(eps).rsqrt();
            return affine(x.sub(perChannel(runningMean, x.rank())).mul(scale), weight, bias);
        }
        long count = x.numel() / Math.max(1, x.size(1));
        if (count < 2) {
            throw new ShapeException(
                    "batchNorm: expected more than one value per channel in training, got " + x.describe());
        }
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (i != 1) {
                axes.add(i);
            }
        }
        Tensor[] normalized = Dispatcher.applyAll(new Normalize(List.copyOf(axes), eps), x);
        if (runningMean != null) {
            try (Restore ignored = Autograd.noGrad()) {
                Tensor variance = normalized[2].detach().mul((double) count / (count - 1));
                Tensor mean = normalized[1].detach();
                runningMean.assign(average.apply(runningMean, mean.reshape(-1).to(runningMean.dtype())));
                runningVar.assign(average.apply(runningVar, variance.reshape(-1).to(runningVar.dtype())));
            }
        }
        return affine(normalized[0], weight, bias);
    }

    private static Tensor affine(Tensor y, Tensor weight, Tensor bias) {
        Tensor scaled = weight == null ? y : y.mul(perChannel(weight, y.rank()));
        return bias == null ? scaled : scaled.add(perChannel(bias, y.rank()));
    }

    /**
     * Normalises over the last axes by the mean and the biased variance.
     *
     * @param x of shape […, normalizedShape]
     * @param normalizedShape the sizes of the last axes
     * @param weight γ of that shape, or null
     * @param bias β of that shape, or null
     * @param eps added to the variance inside the root
     * @return (x − mean)/√(variance + ε)·γ + β
     */
    public static Tensor layerNorm(Tensor x, long[] normalizedShape, Tensor weight, Tensor bias, double eps) {
        List<Integer> axes = trailing("layerNorm", x, normalizedShape);
        Tensor y = Dispatcher.apply(new Normalize(axes, eps), x);
        Tensor scaled = weight == null ? y : y.mul(weight);
        return bias == null ? scaled : scaled.add(bias);
    }

    /**
     * Divides by the root of the mean square over the last axes.
     *
     * @param x of shape […, normalizedShape]
     * @param normalizedShape the sizes of the last axes
     * @param weight γ of that shape, or null
     * @param eps added to the mean square inside the root; PyTorch's default is the type's machine epsilon
     * @return x/√(mean(x²) + ε)·γ
     */
    public static Tensor rmsNorm(Tensor x, long[] normalizedShape, Tensor weight, double eps) {
        Tensor y = Dispatcher.apply(new RmsNormalize(trailing("rmsNorm", x, normalizedShape), eps), x);
        return weight == null ? y : y.mul(weight);
    }

    /** The last axes. */
    private static List<Integer> trailing(String name, Tensor x, long[] normalizedShape) {
        int n = normalizedShape.length;
        boolean fits = n >= 1 && n <= x.rank();
        for (int i = 0; fits && i < n; i++) {
            fits = x.size(x.rank() - n + i) == normalizedShape[i];
        }
        if (!fits) {
            throw new ShapeException(
                    name + ": the last axes of " + x.describe() + " are not " + Arrays.toString(normalizedShape));
        }
        List<Integer> axes = new ArrayList<>();
        for (int i = x.rank() - n; i < x.rank(); i++) {
            axes.add(i);
        }
        return List.copyOf(axes);
    }

    /**
     * Normalises groups of channels of each sample by the mean and the biased variance.
     *
     * @param x of shape [batch, channels, …]
     * @param groups how many
     * @param weight γ of shape [channels], or null
     * @param bias β of shape [channels], or null
     * @param eps added to the variance inside the root
     * @return (x − mean)/√(variance + ε)·γ + β
     */
    public static Tensor groupNorm(Tensor x, int groups, Tensor weight, Tensor bias, double eps) {
        if (x.rank() < 2 || groups < 1 || x.size(1) % groups != 0) {
            throw new ShapeException("groupNorm: " + groups + " groups of the channels of " + x.describe());
        }
        long rest = x.size(1) / groups;
        for (int i = 2; i < x.rank(); i++) {
            rest *= x.size(i);
        }
        Tensor apart = x.reshape(x.size(0), groups, rest);
        Tensor y = Dispatcher.apply(new Normalize(List.of(2), eps), apart).reshape(x.shape());
        return affine(y, weight, bias);
    }

    /**
     * Normalises each channel of each sample by its mean and biased variance.
     *
     * @param x of shape [batch, channels, …]
     * @param weight γ of shape [channels], or null
     * @param bias β of shape [channels], or null
     * @param eps added to the variance inside the root
     * @return (x − mean)/√(variance + ε)·γ + β
     */
    public static Tensor instanceNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
        if (x.rank() < 3) {
            throw new ShapeException("instanceNorm: expected [batch, channels, …], got " + x.describe());
        }
        return groupNorm(x, Math.toIntExact(x.size(1)), weight, bias, eps);
    }

    /**
     * Looks rows up.
     *
     * @param index integers of any shape
     * @param weight of shape [entries, width]
     * @return of shape [index …, width]
     * @throws io.github.autograd4j.IndexException if an index is out of range
     */
    public static Tensor embedding(Tensor index, Tensor weight) {
        return embedding(index, weight, -1);
    }

    /**
     * Looks rows up; one of them may be padding, whose gradient is 0.
     *
     * @param index integers of any shape
     * @param weight of shape [entries, width]
     * @param paddingIndex the entry, or −1 for none
     * @return of shape [index …, width]
     * @throws io.github.autograd4j.IndexException if an index is out of range
     */
    public static Tensor embedding(Tensor index, Tensor weight, long paddingIndex) {
        if (weight.rank() != 2) {
            throw new ShapeException("embedding: expected a matrix of entries, got " + weight.describe());
        }
        Tensor flat = index.reshape(-1);
        Tensor rows = weight.indexSelect(0, flat);
        if (paddingIndex >= 0) {
            rows = Tensor.where(flat.eq(paddingIndex).unsqueeze(-1), rows.detach(), rows);
        }
        long[] dims = Arrays.copyOf(index.shape().toArray(), index.rank() + 1);
        dims[index.rank()] = weight.size(1);
        return rows.reshape(Shape.of(dims));
    }

    /**
     * Sets elements to 0 with probability p and scales the others by 1/(1 − p), in training.
     *
     * @param x the operand
     * @param p the probability
     * @param training whether to do anything
     * @param rng where the mask comes from
     * @return the thinned tensor
     */
    public static Tensor dropout(Tensor x, double p, boolean training, Rng rng) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout: the probability must be from 0 to 1, got " + p);
        }
        if (!training || p == 0) {
            return x;
        }
        return Dispatcher.apply(Dropout.draw(p, rng, x), x);
    }

    /**
     * softmax(q·kᵀ·scale + mask)·v. A row whose keys are all masked gives 0.
     *
     * @param query q of shape [..., n, d]
     * @param key k of shape [..., m, d]
     * @param value v of shape [..., m, e]
     * @param mask broadcasts to [..., n, m]: bool, true where a key takes part, or floating, added to the scores; or null
     * @param causal whether query i sees only keys 0 … i
     * @return of shape [..., n, e]
     */
    public static Tensor scaledDotProductAttention(
            Tensor query, Tensor key, Tensor value, Tensor mask, boolean causal) {
        return AttentionCall.of(query, key, value, mask, causal);
    }

    /**
     * (x − t)².
     *
     * @param x the prediction
     * @param target the target
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor mseLoss(Tensor x, Tensor target, Reduction reduction) {
        return reduced(Formulas.MSE, x, target, reduction);
    }

    /**
     * (x − t)². The mean over all elements.
     *
     * @param x the prediction
     * @param target the target
     * @return the loss, of rank 0
     */
    public static Tensor mseLoss(Tensor x, Tensor target) {
        return mseLoss(x, target, Reduction.MEAN);
    }

    /**
     * |x − t|; the gradient at equality is 0.
     *
     * @param x the prediction
     * @param target the target
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor l1Loss(Tensor x, Tensor target, Reduction reduction) {
        return reduced(Formulas.L1, x, target, reduction);
    }

    /**
     * |x − t|; the gradient at equality is 0. The mean over all elements.
     *
     * @param x the prediction
     * @param target the target
     * @return the loss, of rank 0
     */
    public static Tensor l1Loss(Tensor x, Tensor target) {
        return l1Loss(x, target, Reduction.MEAN);
    }

    /**
     * (x − t)²/(2β) where |x − t| &lt; β, else |x − t| − β/2.
     *
     * @param x the prediction
     * @param target the target
     * @param beta β, by default 1
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor smoothL1Loss(Tensor x, Tensor target, double beta, Reduction reduction) {
        return beta == 0 ? l1Loss(x, target, reduction) : reduced(Formulas.SMOOTH_L1, x, target, reduction, beta);
    }

    /**
     * (x − t)²/2 where |x − t| ≤ δ, else δ(|x − t| − δ/2).
     *
     * @param x the prediction
     * @param target the target
     * @param delta δ, by default 1
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor huberLoss(Tensor x, Tensor target, double delta, Reduction reduction) {
        return reduced(Formulas.HUBER, x, target, reduction, delta);
    }

    /**
     * −t·ln x − (1 − t)·ln(1 − x), logarithms clamped at −100.
     *
     * @param x the probability
     * @param target the probability wanted
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor binaryCrossEntropy(Tensor x, Tensor target, Reduction reduction) {
        return reduced(Formulas.BCE, x, target, reduction);
    }

    /**
     * −t·ln x − (1 − t)·ln(1 − x), logarithms clamped at −100. The mean over all elements.
     *
     * @param x the probability
     * @param target the probability wanted
     * @return the loss, of rank 0
     */
    public static Tensor binaryCrossEntropy(Tensor x, Tensor target) {
        return binaryCrossEntropy(x, target, Reduction.MEAN);
    }

    /**
     * Cross-entropy of σ(x) and t, stable: softplus(x) − x·t.
     *
     * @param x the logit
     * @param target the probability wanted
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor binaryCrossEntropyWithLogits(Tensor x, Tensor target, Reduction reduction) {
        return reduced(Formulas.BCE_WITH_LOGITS, x, target, reduction);
    }

    /**
     * Cross-entropy of σ(x) and t, stable: softplus(x) − x·t. The mean over all elements.
     *
     * @param x the logit
     * @param target the probability wanted
     * @return the loss, of rank 0
     */
    public static Tensor binaryCrossEntropyWithLogits(Tensor x, Tensor target) {
        return binaryCrossEntropyWithLogits(x, target, Reduction.MEAN);
    }

    /**
     * t·(ln t − x), 0 where t is 0. The mean is over elements; {@link Reduction#BATCH_MEAN} gives the divergence.
     *
     * @param x log-probabilities
     * @param target probabilities
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor klDiv(Tensor x, Tensor target, Reduction reduction) {
        return reduced(Formulas.KL_DIV, x, target, reduction);
    }

    /**
     * eᵗ·(t − x).
     *
     * @param x log-probabilities
     * @param target log-probabilities
     * @param reduction what is made of the single losses
     * @return the loss
     */
    public static Tensor klDivLog(Tensor x, Tensor target, Reduction reduction) {
        return reduced(Formulas.KL_DIV_LOG, x, target, reduction);
    }

    /** The sum is formed in the same pass as the losses. */
    private static Tensor reduced(Formula formula, Tensor x, Tensor target, Reduction reduction, double... scalars) {
        if (reduction == Reduction.NONE) {
            return Elementwise.apply(formula, x, target, scalars);
        }
        Shape shape = Shape.broadcast(x.shape(), target.shape());
        if (shape == null) {
            throw new ShapeException(
                    formula.name() + ": cannot broadcast " + x.describe() + " with " + target.describe());
        }
        if (Elementwise.isHalf(Elementwise.promoted(x, target))) {
            DType type = Elementwise.promoted(x, target);
            return reduced(formula, x.to(DType.FLOAT32), target.to(DType.FLOAT32), reduction, scalars)
                    .to(type);
        }
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            axes.add(i);
        }
        Tensor sum = Elementwise.sumOf(formula, List.copyOf(axes), false, x, target, scalars);
        return switch (reduction) {
            case MEAN -> sum.div((double) shape.numel());
            case BATCH_MEAN -> sum.div((double) (shape.rank() == 0 ? 1 : shape.dim(0)));
            default -> sum;
        };
    }

    /**
     * Mean cross-entropy of logits and classes.
     *
     * @param x logits of shape [batch, classes, …], or [classes]
     * @param target classes, integers of shape [batch, …], or probabilities of x's shape
     * @return the loss, of rank 0
     */
    public static Tensor crossEntropy(Tensor x, Tensor target) {
        return crossEntropy(x, target, CrossEntropyOptions.DEFAULT);
    }

    /**
     * Cross-entropy of logits: {@link #nllLoss} of their {@link #logSoftmax}.
     *
     * @param x logits of shape [batch, classes, …], or [classes]
     * @param target classes, integers of shape [batch, …], or probabilities of x's shape
     * @param options weights, ignored class, label smoothing, reduction
     * @return the loss
     * @throws io.github.autograd4j.IndexException if a class is out of range
     */
    public static Tensor crossEntropy(Tensor x, Tensor target, CrossEntropyOptions options) {
        return ClassLoss.ofLogits(x, target, options);
    }

    /**
     * Negative log-likelihood: −x at the target class. The mean divides by the sum of the weights of targets that are not
     * ignored.
     *
     * @param x log-probabilities of shape [batch, classes, …], or [classes]
     * @param target classes, integers of shape [batch, …]
     * @param options weights, ignored class, reduction
     * @return the loss
     */
    public static Tensor nllLoss(Tensor x, Tensor target, CrossEntropyOptions options) {
        return ClassLoss.ofLogProbabilities(x, target, options);
    }
}
