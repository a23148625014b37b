package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.spi.View;

/**
 * The gradient of the image where windows are further apart than 1: the product of weights and cotangent gives what every
 * position in every window contributes, which is then added to where it belongs.
 */
final class ConvScatter<T> {
    private final Class<T> type;
    private final Gemm<T> gemm;
    private final WorkerTeam team;
    private final ThreadBuffers<T> images;
    private final ThreadBuffers<T> results;

    ConvScatter(Class<T> type, Gemm<T> gemm, WorkerTeam team, ThreadBuffers<T> images, ThreadBuffers<T> results) {
        this.type = type;
        this.gemm = gemm;
        this.team = team;
        this.images = images;
        this.results = results;
    }

    void run(ConvShape s, View cotangent, T weights, View output) {
        int pitch = s.columns().padded();
        int plane = s.rows().padded() * pitch;
        int tasks = s.batch() * s.groups();
        long work = (long) s.depth() * s.out() * s.windows();
        boolean whole = work < Convolution.TASK || tasks >= 4 * team.size();
        ConvShape view = s.adjoint();
        team.forRange(tasks, whole ? Math.max(1, Convolution.TASK / work) : tasks, (from, to) -> {
            PaddedImage<T> source = new PaddedImage<>(unpadded(view), cotangent, type);
            T copy = results.take(source.bufferLength() + s.depth() * s.windows());
            T image = images.take(s.in() * plane);
            source.use(copy);
            int columns = source.bufferLength();
            for (int task = (int) from; task < to; task++) {
                int group = task % s.groups();
                source.load(task / s.groups(), group);
                gemm.multiply(
                        s.depth(),
                        s.windows(),
                        s.out(),
                        1,
                        gemm.left(weights, group * s.out() * s.depth(), 1, s.depth()),
                        gemm.right(source.array, source.offset, source.plane, 1),
                        0,
                        copy,
                        columns,
                        s.windows(),
                        1);
                PatchPacker.clear(image, 0, s.in() * plane);
                add(s, copy, columns, image, plane, pitch);
                crop(s, image, plane, pitch, output, (int) output.offset() + task * s.in() * size(s));
            }
            images.give(image);
            results.give(copy);
        });
    }

    private static int size(ConvShape s) {
        return s.rows().image() * s.columns().image();
    }

    /** The cotangent as an image of its own, without padding. */
    private static ConvShape unpadded(ConvShape s) {
        return new ConvShape(s.batch(), s.groups(), s.in(), s.out(), plain(s.rows()), plain(s.columns()));
    }

    private static ConvShape.Axis plain(ConvShape.Axis a) {
        return new ConvShape.Axis(a.image(), 1, a.image(), 1, 0, 1);
    }

    private static void add(ConvShape s, Object columns, int first, Object image, int plane, int pitch) {
        int at = first;
        int width = s.columns().windows();
        for (int c = 0; c < s.in(); c++) {
            for (int i = 0; i < s.rows().kernel(); i++) {
                for (int j = 0; j < s.columns().kernel(); j++) {
                    for (int row = 0; row < s.rows().windows(); row++) {
                        int to = c * plane
                                + (row * s.rows().stride() + i * s.rows().dilation()) * pitch
                                + j * s.columns().dilation();
                        addRow(columns, at, image, to, s.columns().stride(), width);
                        at += width;
                    }
                }
            }
        }
    }

    private static void addRow(Object from, int at, Object to, int toAt, int stride, int count) {
        if (from instanceof float[] x) {
            float[] y = (float[]) to;
            for (int i = 0; i < count; i++) {
                y[toAt + i * stride] += x[at + i];
            }
        } else {
            double[] x = (double[]) from;
            double[] y = (double[]) to;
            for (int i = 0; i < count; i++) {
                y[toAt + i * stride] += x[at + i];
            }
        }
    }

    private static void crop(ConvShape s, Object image, int plane, int pitch, View output, int first) {
        int at = first;
        int width = s.columns().image();
        for (int c = 0; c < s.in(); c++) {
            for (int i = 0; i < s.rows().image(); i++) {
                int from = c * plane
                        + (i + s.rows().padding()) * pitch
                        + s.columns().padding();
                System.arraycopy(image, from, CpuBuffer.array(output), at, width);
                at += width;
            }
        }
    }
}
