package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Definitions written down with plain loops on the host, which the library's results are compared with. */
final class Oracles {
    private Oracles() {}

    /** Float32 for types that are not floating. */
    static DType floating(DType dtype) {
        return dtype.isFloating() ? dtype : DType.FLOAT32;
    }

    /** Int64 for types that are not floating. */
    static DType counting(DType dtype) {
        return dtype.isFloating() ? dtype : DType.INT64;
    }

    static DType bool(DType dtype) {
        return DType.BOOL;
    }

    static DType int64(DType dtype) {
        return DType.INT64;
    }

    /** Each group of elements along axes, in order, becomes one; no axes stand for all. */
    static Values reduce(Values x, DType result, boolean keep, int[] axes, ToDoubleFunction<double[]> function) {
        int rank = x.shape().rank();
        int[] all = axes.length == 0
                ? IntStream.range(0, rank).toArray()
                : Arrays.stream(axes).map(a -> x.shape().axis(a)).sorted().toArray();
        int[] kept = IntStream.range(0, rank)
                .filter(a -> Arrays.binarySearch(all, a) < 0)
                .toArray();
        Values rows = x.permute(
                IntStream.concat(Arrays.stream(kept), Arrays.stream(all)).toArray());
        Shape outer = Shape.of(Arrays.stream(kept).mapToLong(x.shape()::dim).toArray());
        int length = Arrays.stream(all).map(a -> (int) x.shape().dim(a)).reduce(1, (a, b) -> a * b);
        double[] elements = new double[(int) outer.numel()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = function.applyAsDouble(Arrays.copyOfRange(rows.elements(), i * length, (i + 1) * length));
        }
        long[] dims = x.shape().toArray();
        Arrays.stream(all).forEach(a -> dims[a] = 1);
        return new Values(DType.FLOAT64, keep ? Shape.of(dims) : outer, elements).map(result, v -> v);
    }

    /** Each line of elements along an axis becomes another line, perhaps of another length. */
    static Values lines(Values x, DType result, int axis, UnaryOperator<double[]> function) {
        if (x.shape().rank() == 0) {
            return new Values(
                            x.dtype(), Shape.SCALAR, function.apply(x.elements().clone()))
                    .map(result, v -> v);
        }
        int at = x.shape().axis(axis);
        int last = x.shape().rank() - 1;
        int[] order = new int[last + 1];
        int[] inverse = new int[last + 1];
        for (int i = 0; i < last; i++) {
            order[i] = i < at ? i : i + 1;
        }
        order[last] = at;
        for (int i = 0; i <= last; i++) {
            inverse[order[i]] = i;
        }
        Values rows = x.permute(order);
        int length = (int) x.shape().dim(at);
        List<double[]> lines = new ArrayList<>();
        for (int i = 0; length > 0 && i < rows.elements().length; i += length) {
            lines.add(function.apply(Arrays.copyOfRange(rows.elements(), i, i + length)));
        }
        long[] dims = rows.shape().toArray();
        dims[last] = lines.isEmpty() ? length : lines.get(0).length;
        double[] joined = lines.stream().flatMapToDouble(Arrays::stream).toArray();
        return new Values(DType.FLOAT64, Shape.of(dims), joined)
                .map(result, v -> v)
                .permute(inverse);
    }

    static double sum(double... x) {
        double sum = 0;
        double lost = 0;
        for (double v : x) {
            double next = sum + v;
            lost += Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum;
            sum = next;
        }
        return sum + lost;
    }

    static double product(double... x) {
        return Arrays.stream(x).reduce(1, (a, b) -> a * b);
    }

    static double mean(double... x) {
        return sum(x) / x.length;
    }

    static double variance(double[] x, double correction) {
        double mean = mean(x);
        return sum(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).toArray()) / Math.max(0, x.length - correction);
    }

    static double norm(double[] x, double p) {
        if (Double.isInfinite(p)) {
            return Arrays.stream(x).map(Math::abs).max().orElse(0);
        }
        double sum = Arrays.stream(x)
                .map(v -> p == 0 ? (v == 0 ? 0 : 1) : Math.pow(Math.abs(v), p))
                .sum();
        return p == 0 ? sum : Math.pow(sum, 1 / p);
    }

    static double logSumExp(double... x) {
        double max = Arrays.stream(x).max().orElse(Double.NEGATIVE_INFINITY);
        return Double.isInfinite(max)
                ? max
                : max + Math.log(Arrays.stream(x).map(v -> Math.exp(v - max)).sum());
    }

    static double[] softmax(double... x) {
        double total = logSumExp(x);
        return Arrays.stream(x).map(v -> Math.exp(v - total)).toArray();
    }

    static double[] runningSums(double... x) {
        double[] sums = x.clone();
        for (int i = 1; i < x.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    /** Of equal elements the first. */
    static double argmax(double... x) {
        int best = 0;
        for (int i = 1; i < x.length; i++) {
            best = x[i] > x[best] ? i : best;
        }
        return best;
    }

    static double argmin(double... x) {
        return argmax(Arrays.stream(x).map(v -> -v).toArray());
    }

    /** The stable order. */
    static double[] order(double[] x, boolean descending) {
        Comparator<Integer> by = Comparator.comparingDouble(i -> x[i]);
        return IntStream.range(0, x.length)
                .boxed()
                .sorted(descending ? by.reversed() : by)
                .mapToDouble(i -> i)
                .toArray();
    }

    static double[] sorted(double[] x, boolean descending) {
        return Arrays.stream(order(x, descending)).map(i -> x[(int) i]).toArray();
    }

    /** Σₚ aᵢₚ·bₚⱼ for each matrix of the leading axes, which broadcast. */
    static Values matmul(Values a, Values b) {
        long[] x = a.shape().toArray();
        long[] y = b.shape().toArray();
        Shape batch =
                Shape.broadcast(Shape.of(Arrays.copyOf(x, x.length - 2)), Shape.of(Arrays.copyOf(y, y.length - 2)));
        long[] dims = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        dims[batch.rank()] = x[x.length - 2];
        dims[batch.rank() + 1] = y[y.length - 1];
        int inner = (int) x[x.length - 1];
        return Values.generate(a.dtype(), Shape.of(dims), i -> {
            int[] row = i.clone();
            int[] column = i.clone();
            double sum = 0;
            for (int p = 0; p < inner; p++) {
                row[i.length - 1] = p;
                column[i.length - 2] = p;
                sum += a.at(row) * b.at(column);
            }
            return sum;
        });
    }

    /** Elements taken from elsewhere: the source's index for each index of the result. */
    static Values move(Values x, long[] dims, UnaryOperator<int[]> from) {
        return Values.generate(x.dtype(), Shape.of(dims), i -> x.at(from.apply(i)));
    }

    static int[] with(int[] index, int axis, int value) {
        int[] result = index.clone();
        result[axis] = value;
        return result;
    }
}
