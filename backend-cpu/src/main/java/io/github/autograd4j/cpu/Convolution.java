package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.spi.View;

/**
 * Convolutions and their gradients as products with the windows of the image, which are packed straight from it, image by
 * image. Where the stride is 1, windows are counted along the padded rows, gaps included, so that neighbours are
 * neighbours in memory; the gaps are dropped from the result.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Convolution<T> {
    /** Multiplications that are worth handing to another thread. */
    static final long TASK = 1 << 20;

    private final Class<T> type;
    private final GemmKernel<T> kernel;
    private final Gemm<T> gemm;
    private final WorkerTeam team;
    private final ThreadBuffers<T> images;
    private final ThreadBuffers<T> results;
    private final ThreadBuffers<T> panels;
    private final ConvWeightGradKernel<T> weightGrad;

    Convolution(Class<T> type, GemmKernel<T> kernel, BlockMath math, WorkerTeam team) {
        this.type = type;
        this.kernel = kernel;
        this.team = team;
        gemm = new Gemm<>(kernel, team);
        images = new ThreadBuffers<>(kernel::allocate, kernel::length);
        results = new ThreadBuffers<>(kernel::allocate, kernel::length);
        panels = new ThreadBuffers<>(kernel::allocate, kernel::length);
        weightGrad = new ConvWeightGradKernel<>(type, kernel, math, team);
    }

    /** Convolves images with weights. */
    void forward(ConvShape shape, View image, View weights, View output) {
        T rows = type.cast(CpuBuffer.array(weights));
        int first = (int) weights.offset();
        if (!weights.isContiguous()) {
            rows = compact(weights);
            first = 0;
        }
        convolve(shape, image, rows, first, false, output);
    }

    /** Computes the gradient of the image from that of the result. */
    void inputGrad(ConvShape shape, View cotangent, View weights, View output) {
        if (shape.dense()) {
            convolve(shape.adjoint(), cotangent, turned(shape, weights), 0, true, output);
        } else {
            new ConvScatter<>(type, gemm, team, images, results).run(shape, cotangent, compact(weights), output);
        }
    }

    /** Computes the gradient of the weights from the image and the gradient of the result. */
    void weightGrad(ConvShape shape, View image, View cotangent, View output) {
        weightGrad.run(shape, image, cotangent, output);
    }

    private T compact(View weights) {
        Object copy = CpuBuffer.newArray(weights.dtype(), (int) weights.numel());
        Layout layout = Layout.of(weights);
        new RowWalk(layout, 0).load(weights.dtype(), CpuBuffer.array(weights), 0, (int) weights.numel(), copy);
        return type.cast(copy);
    }

    /** The weights [groups · out, in, …] as [groups, in, out, …]. */
    private T turned(ConvShape s, View weights) {
        T from = compact(weights);
        Object to = CpuBuffer.newArray(weights.dtype(), (int) weights.numel());
        int taps = s.taps();
        for (int g = 0; g < s.groups(); g++) {
            for (int o = 0; o < s.out(); o++) {
                for (int i = 0; i < s.in(); i++) {
                    int at = ((g * s.out() + o) * s.in() + i) * taps;
                    int toAt = ((g * s.in() + i) * s.out() + o) * taps;
                    System.arraycopy(from, at, to, toAt, taps);
                }
            }
        }
        return type.cast(to);
    }

    private void convolve(ConvShape s, View image, T weights, int first, boolean turned, View output) {
        PaddedImage<T> probe = new PaddedImage<>(s, image, type);
        int[] steps = steps(s, probe.plane, probe.pitch, turned);
        int[] lanes = s.dense() ? null : lanes(s, probe.pitch);
        int count =
                s.dense() ? (s.rows().windows() - 1) * probe.pitch + s.columns().windows() : s.windows();
        WindowProduct<T> product = new WindowProduct<>(kernel, panels, s, weights, first, steps, lanes, count);
        int tasks = s.batch() * s.groups();
        long work = (long) s.out() * count * s.depth();
        if (tasks >= 4 * team.size() || work < TASK) {
            team.forRange(tasks, Math.max(1, TASK / work), (from, to) -> {
                for (int task = (int) from; task < to; task++) {
                    image(s, image, product, count, task, WorkerTeam.ALONE, output);
                }
            });
        } else {
            for (int task = 0; task < tasks; task++) {
                image(s, image, product, count, task, team, output);
            }
        }
    }

    /** Convolves one group of the channels of one image. */
    private void image(
            ConvShape s, View image, WindowProduct<T> product, int count, int task, WorkerTeam crew, View output) {
        boolean gaps = count != s.windows();
        T target = type.cast(CpuBuffer.array(output));
        int at = (int) output.offset() + task * s.out() * s.windows();
        PaddedImage<T> padded = new PaddedImage<>(s, image, type);
        T buffer = images.take(padded.bufferLength());
        PatchPacker.clear(buffer, 0, padded.bufferLength());
        padded.use(buffer);
        int group = task % s.groups();
        padded.load(task / s.groups(), group);
        T result = gaps ? results.take(s.out() * count) : target;
        crew.forRange(
                product.panels(),
                Math.max(1, TASK * product.panels() / ((long) s.out() * count * s.depth())),
                (from, to) ->
                        product.run((int) from, (int) to, group, padded.array, padded.offset, result, gaps ? 0 : at));
        if (gaps) {
            dropGaps(s, result, count, padded.pitch, target, at);
            results.give(result);
        }
        images.give(buffer);
    }

    private static void dropGaps(ConvShape s, Object from, int count, int pitch, Object to, int toAt) {
        int width = s.columns().windows();
        int at = toAt;
        for (int c = 0; c < s.out(); c++) {
            for (int i = 0; i < s.rows().windows(); i++) {
                Rows.copy(from, c * count + i * pitch, to, at, width);
                at += width;
            }
        }
    }

    private static int[] steps(ConvShape s, int plane, int pitch, boolean turned) {
        int[] steps = new int[s.depth()];
        int at = 0;
        for (int c = 0; c < s.in(); c++) {
            for (int i = 0; i < s.rows().kernel(); i++) {
                for (int j = 0; j < s.columns().kernel(); j++) {
                    int row = turned ? s.rows().kernel() - 1 - i : i;
                    int column = turned ? s.columns().kernel() - 1 - j : j;
                    steps[at++] = c * plane
                            + row * s.rows().dilation() * pitch
                            + column * s.columns().dilation();
                }
            }
        }
        return steps;
    }

    private static int[] lanes(ConvShape s, int pitch) {
        int[] lanes = new int[s.windows()];
        for (int l = 0; l < lanes.length; l++) {
            int row = l / s.columns().windows();
            int column = l % s.columns().windows();
            lanes[l] = row * s.rows().stride() * pitch + column * s.columns().stride();
        }
        return lanes;
    }
}
