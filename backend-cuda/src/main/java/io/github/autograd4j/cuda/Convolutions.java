package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/**
 * Convolution over one or two axes as products of matrices: what the windows of some images see is laid out as columns,
 * as many images at a time as {@link #LIMIT} allows. With g groups, W [g, out, depth] and columns [batch, g, depth,
 * windows], the result is W · columns, the image's gradient Wᵀ · G added up to an image, and the weights' gradient
 * Σ G · columnsᵀ over the batch.
 */
final class Convolutions {
    /** Bytes for columns and the like. */
    private static final long LIMIT = 128L << 20;

    private static final double[] NO_SCALARS = {};
    private static final int[] FIRST_AXIS = {0};

    private final Launcher launcher;
    private final MatMuls products;
    private final Reductions reductions;
    private final PointwiseRunner pointwise;
    private final WindowKernels columns;

    Convolutions(Launcher launcher, MatMuls products, Reductions reductions, PointwiseRunner pointwise) {
        this.launcher = launcher;
        this.products = products;
        this.reductions = reductions;
        this.pointwise = pointwise;
        this.columns = new WindowKernels(launcher);
    }

    FusedKernel conv(Conv op, View... in) {
        ConvShape s = ConvShape.of(op, in[0], in[1]);
        return s == null || weights(s, in[1]) == null
                ? null
                : (inputs, outputs) -> forward(op.name(), s, inputs[0], inputs[1], outputs[0]);
    }

    FusedKernel inputGrad(ConvInputGrad op, View... in) {
        ConvShape s = ConvShape.of(op, in[0], in[1]);
        return s == null || weights(s, in[1]) == null || rows(s, in[0]) == null
                ? null
                : (inputs, outputs) -> inputGrad(op.name(), s, inputs[0], inputs[1], outputs[0]);
    }

    FusedKernel weightGrad(ConvWeightGrad op, View... in) {
        ConvShape s = ConvShape.of(op, in[0], in[1]);
        return s == null || rows(s, in[1]) == null
                ? null
                : (inputs, outputs) -> weightGrad(op.name(), s, inputs[0], inputs[1], outputs[0]);
    }

    /** Weights as [groups, out, depth], or null if their strides do not allow it. */
    private static View weights(ConvShape s, View w) {
        return w.reshape(Shape.of(s.groups(), s.out(), s.depth()));
    }

    /** A result, or its cotangent, as [batch, groups, out, windows], or null. */
    private static View rows(ConvShape s, View y) {
        return y.reshape(Shape.of(s.batch(), s.groups(), s.out(), s.windows()));
    }

    private static View transposed(View matrices) {
        int rank = matrices.rank();
        int[] order = AxisGroup.without(rank, -1);
        order[rank - 2] = rank - 1;
        order[rank - 1] = rank - 2;
        return matrices.permute(order);
    }

    private static int imagesAtOnce(ConvShape s, long bytesOfImage) {
        return (int) Math.max(1, Math.min(s.batch(), LIMIT / bytesOfImage));
    }

    private static long columnBytes(ConvShape s, DType type) {
        return (long) s.groups() * s.depth() * s.windows() * type.byteSize();
    }

    private static View at(long address, DType type, long... dims) {
        Shape shape = Shape.of(dims);
        return View.contiguous(new CudaBuffer(address, shape.numel() * type.byteSize()), type, shape);
    }

    private static View columnsAt(long address, ConvShape s, DType type, long images) {
        return at(address, type, images, s.groups(), s.depth(), s.windows());
    }

    /** Whether an image is its own columns: a window is one position, and every position has one. */
    private static boolean isOwnColumns(ConvShape s, View x) {
        return s.taps() == 1
                && s.dense()
                && s.rows().padding() == 0
                && s.columns().padding() == 0
                && x.isContiguous();
    }

    /** The columns of the images first … first + count − 1. */
    private View columns(String op, ConvShape s, View x, int first, int count, long address) {
        View images = x.slice(0, first, count, 1);
        if (isOwnColumns(s, x)) {
            return images.reshape(Shape.of(count, s.groups(), s.depth(), s.windows()));
        }
        View result = columnsAt(address, s, x.dtype(), count);
        columns.toColumns(op, s, images, result);
        return result;
    }

    private void forward(String op, ConvShape s, View x, View w, View y) {
        long bytes = columnBytes(s, x.dtype());
        int step = imagesAtOnce(s, bytes);
        try (Scratch.Loan scratch = launcher.borrow(op, isOwnColumns(s, x) ? 0 : step * bytes)) {
            View weights = weights(s, w);
            View result = rows(s, y);
            for (int first = 0; first < s.batch(); first += step) {
                int count = Math.min(step, s.batch() - first);
                View seen = columns(op, s, x, first, count, scratch.address());
                View factor = weights.expand(Shape.of(count, s.groups(), s.out(), s.depth()));
                products.run(factor, seen, result.slice(0, first, count, 1), 1, 0);
            }
        }
    }

    private void inputGrad(String op, ConvShape s, View g, View w, View image) {
        long bytes = columnBytes(s, g.dtype());
        int step = imagesAtOnce(s, bytes);
        boolean own = isOwnColumns(s, image);
        try (Scratch.Loan scratch = launcher.borrow(op, own ? 0 : step * bytes)) {
            View weights = transposed(weights(s, w));
            View cotangent = rows(s, g);
            for (int first = 0; first < s.batch(); first += step) {
                int count = Math.min(step, s.batch() - first);
                View images = image.slice(0, first, count, 1);
                View seen = own
                        ? images.reshape(Shape.of(count, s.groups(), s.depth(), s.windows()))
                        : columnsAt(scratch.address(), s, g.dtype(), count);
                View factor = weights.expand(Shape.of(count, s.groups(), s.depth(), s.out()));
                products.run(factor, cotangent.slice(0, first, count, 1), seen, 1, 0);
                if (!own) {
                    columns.fromColumns(op, s, seen, images);
                }
            }
        }
    }

    /** Half types are summed in float32, over an image and over all images, and rounded once. */
    private void weightGrad(String op, ConvShape s, View x, View g, View w) {
        DType type = x.dtype().compute();
        boolean rounded = type != x.dtype();
        long columnBytes = columnBytes(s, x.dtype());
        long productBytes = (long) s.groups() * s.out() * s.depth() * type.byteSize();
        int step = imagesAtOnce(s, columnBytes + productBytes);
        int chunks = (s.batch() + step - 1) / step;
        long space = (step * columnBytes + 255) / 256 * 256;
        long taken = space + (step + chunks + (rounded ? 1 : 0)) * productBytes;
        try (Scratch.Loan scratch = launcher.borrow(op, taken)) {
            long address = scratch.address();
            View cotangent = rows(s, g);
            View result = w.reshape(Shape.of(s.groups(), s.out(), s.depth()));
            long last = address + space + (step + chunks) * productBytes;
            View total = rounded ? at(last, type, s.groups(), s.out(), s.depth()) : result;
            View sums = at(address + space + step * productBytes, type, chunks, s.groups(), s.out(), s.depth());
            for (int chunk = 0; chunk < chunks; chunk++) {
                int first = chunk * step;
                int count = Math.min(step, s.batch() - first);
                View seen = columns(op, s, x, first, count, address);
                View each = at(address + space, type, count, s.groups(), s.out(), s.depth());
                products.run(cotangent.slice(0, first, count, 1), transposed(seen), each, 1, 0);
                View sum = chunks == 1 ? total : sums.slice(0, chunk, 1, 1).reshape(total.shape());
                reductions.run(ReduceOp.SUM, null, NO_SCALARS, new View[] {each}, FIRST_AXIS, sum);
            }
            if (chunks > 1) {
                reductions.run(ReduceOp.SUM, null, NO_SCALARS, new View[] {sums}, FIRST_AXIS, total);
            }
            if (rounded) {
                pointwise.run(
                        Formulas.TO.bind(x.dtype(), type, null), NO_SCALARS, new View[] {total}, new View[] {result});
            }
        }
    }
}
