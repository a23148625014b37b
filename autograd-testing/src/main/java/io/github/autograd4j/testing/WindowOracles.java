package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Convolution and pooling over two axes by their definitions; one axis is a plane of height 1. */
final class WindowOracles {
    private WindowOracles() {}

    /** Stride, padding and dilation along an axis. */
    record Steps(int stride, int padding, int dilation) {
        static final Steps ONE = new Steps(1, 0, 1);

        int count(int size, int kernel) {
            return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
        }

        int at(int window, int offset) {
            return window * stride - padding + offset * dilation;
        }
    }

    private static int size(Values x, int axis) {
        return (int) x.shape().dim(axis);
    }

    /** Adds an axis of height 1. */
    static Values plane(Values x) {
        return x.reshape(x.shape().dim(0), x.shape().dim(1), 1, x.shape().dim(2));
    }

    static Values line(Values x) {
        return x.reshape(x.shape().dim(0), x.shape().dim(1), x.shape().dim(3));
    }

    static Values convolve(Values x, Values w, Values bias, Steps down, Steps right, int groups) {
        int outPerGroup = size(w, 0) / groups;
        int inPerGroup = size(w, 1);
        Shape shape = Shape.of(
                size(x, 0), size(w, 0), down.count(size(x, 2), size(w, 2)), right.count(size(x, 3), size(w, 3)));
        return Values.generate(x.dtype(), shape, i -> {
            double sum = bias == null ? 0 : bias.at(i[1]);
            for (int c = 0; c < inPerGroup; c++) {
                for (int p = 0; p < size(w, 2); p++) {
                    for (int q = 0; q < size(w, 3); q++) {
                        int row = down.at(i[2], p);
                        int column = right.at(i[3], q);
                        if (row >= 0 && row < size(x, 2) && column >= 0 && column < size(x, 3)) {
                            sum += x.at(i[0], i[1] / outPerGroup * inPerGroup + c, row, column) * w.at(i[1], c, p, q);
                        }
                    }
                }
            }
            return sum;
        });
    }

    /** Each element spreads over the window that it would come from. */
    static Values transposed(Values x, Values w, Steps down, Steps right, int outputPadding, int groups) {
        int inPerGroup = size(x, 1) / groups;
        int outPerGroup = size(w, 1);
        int height = (size(x, 2) - 1) * down.stride()
                - 2 * down.padding()
                + down.dilation() * (size(w, 2) - 1)
                + (down == Steps.ONE ? 0 : outputPadding)
                + 1;
        int width = (size(x, 3) - 1) * right.stride()
                - 2 * right.padding()
                + right.dilation() * (size(w, 3) - 1)
                + outputPadding
                + 1;
        return Values.generate(x.dtype(), Shape.of(size(x, 0), (long) groups * outPerGroup, height, width), i -> {
            double sum = 0;
            int group = i[1] / outPerGroup;
            for (int c = 0; c < inPerGroup; c++) {
                for (int r = 0; r < size(x, 2); r++) {
                    for (int s = 0; s < size(x, 3); s++) {
                        for (int p = 0; p < size(w, 2); p++) {
                            for (int q = 0; q < size(w, 3); q++) {
                                if (down.at(r, p) == i[2] && right.at(s, q) == i[3]) {
                                    int channel = group * inPerGroup + c;
                                    sum += x.at(i[0], channel, r, s) * w.at(channel, i[1] % outPerGroup, p, q);
                                }
                            }
                        }
                    }
                }
            }
            return sum;
        });
    }

    /** Of each window the elements that are not padding become one, a function of them and their places in the plane. */
    static Values pool(
            Values x, DType result, int height, int width, Steps down, Steps right, Function<Window, Double> function) {
        Shape shape = Shape.of(size(x, 0), size(x, 1), down.count(size(x, 2), height), right.count(size(x, 3), width));
        return Values.generate(result, shape, i -> {
            List<Double> elements = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int p = 0; p < height; p++) {
                for (int q = 0; q < width; q++) {
                    int row = down.at(i[2], p);
                    int column = right.at(i[3], q);
                    if (row >= 0 && row < size(x, 2) && column >= 0 && column < size(x, 3)) {
                        elements.add(x.at(i[0], i[1], row, column));
                        places.add(row * size(x, 3) + column);
                    }
                }
            }
            return function.apply(new Window(elements, places, height * width));
        });
    }

    /** What a window shows. */
    record Window(List<Double> elements, List<Integer> places, int size) {
        double[] array() {
            return elements.stream().mapToDouble(v -> v).toArray();
        }

        double max() {
            return elements.get((int) Oracles.argmax(array()));
        }

        double place() {
            return places.get((int) Oracles.argmax(array()));
        }

        double mean() {
            return Oracles.mean(array());
        }

        double meanWithPadding() {
            return Oracles.sum(array()) / size;
        }
    }
}
