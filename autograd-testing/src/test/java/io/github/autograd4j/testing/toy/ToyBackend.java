package io.github.autograd4j.testing.toy;

import io.github.autograd4j.DType;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.DeviceInfo;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.HalfFloats;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A third backend, written from the SPI's documentation alone: memory is a list of numbers, every kernel walks over
 * indices. What it proves is that nothing else is needed.
 */
final class ToyBackend implements Backend {
    /** A list of Double or Long. */
    private record Numbers(DType dtype, List<Number> list) implements Buffer {
        @Override
        public long bytes() {
            return (long) list.size() * dtype.byteSize();
        }
    }

    private static List<Number> list(View view) {
        return ((Numbers) view.buffer()).list();
    }

    private static int position(View view, long[] index) {
        long position = view.offset();
        for (int axis = 0; axis < index.length; axis++) {
            position += index[axis] * view.stride(axis);
        }
        return (int) position;
    }

    private static Number get(View view, long[] index) {
        return list(view).get(position(view, index));
    }

    private static void set(View view, long[] index, Number value) {
        list(view).set(position(view, index), ToyScalars.store(view.dtype(), value));
    }

    /** All indices of a shape, in row-major order. */
    private static List<long[]> indices(long... dims) {
        List<long[]> all = new ArrayList<>(List.of(new long[dims.length]));
        for (int axis = 0; axis < dims.length; axis++) {
            List<long[]> longer = new ArrayList<>();
            for (long[] index : all) {
                for (long i = 0; i < dims[axis]; i++) {
                    longer.add(with(index, axis, i));
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<long[]> indices(View view) {
        return indices(view.shape().toArray());
    }

    private static long[] with(long[] index, int axis, long value) {
        long[] result = index.clone();
        result[axis] = value;
        return result;
    }

    /** The elements along an axis through an index. */
    private static List<Number> line(View view, long[] index, int axis) {
        List<Number> line = new ArrayList<>();
        for (long i = 0; i < view.dim(axis); i++) {
            line.add(get(view, with(index, axis, i)));
        }
        return line;
    }

    /** Calls back with the index of each line's start. */
    private static void lines(View view, int axis, BiConsumer<long[], List<Number>> body) {
        for (long[] index : indices(with(view.shape().toArray(), axis, 1))) {
            body.accept(index, line(view, index, axis));
        }
    }

    private static long[] without(long[] index, int... axes) {
        long[] result = new long[index.length - axes.length];
        int at = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (Arrays.binarySearch(axes, axis) < 0) {
                result[at++] = index[axis];
            }
        }
        return result;
    }

    @Override
    public DeviceInfo info() {
        return new DeviceInfo("toy", "lists of numbers", false, -1);
    }

    @Override
    public Buffer allocate(DType dtype, long count) {
        Number zero = dtype.isFloating() ? (Number) 0.0 : (Number) 0L;
        return new Numbers(dtype, new ArrayList<>(Collections.nCopies((int) count, zero)));
    }

    @Override
    public void free(Buffer buffer) {}

    @Override
    public void synchronize() {}

    @Override
    public void close() {}

    @Override
    public void upload(HostArray source, View target) {
        int i = source.offset();
        for (long[] index : indices(target)) {
            set(target, index, fromHost(source.dtype(), Array.get(source.array(), i++)));
        }
    }

    private static Number fromHost(DType dtype, Object element) {
        return switch (dtype) {
            case BOOL, UINT8 -> ((Byte) element).longValue() & 255;
            case INT32, INT64 -> ((Number) element).longValue();
            case FLOAT16 -> (double) HalfFloats.fromFloat16((Short) element);
            case BFLOAT16 -> (double) HalfFloats.fromBfloat16((Short) element);
            case FLOAT32, FLOAT64 -> ((Number) element).doubleValue();
        };
    }

    @Override
    public void download(View source, HostArray target) {
        int i = target.offset();
        for (long[] index : indices(source)) {
            Number x = get(source, index);
            Object element =
                    switch (target.dtype()) {
                        case BOOL, UINT8 -> x.byteValue();
                        case INT32 -> x.intValue();
                        case INT64 -> x.longValue();
                        case FLOAT16 -> HalfFloats.toFloat16(x.floatValue());
                        case BFLOAT16 -> HalfFloats.toBfloat16(x.floatValue());
                        case FLOAT32 -> x.floatValue();
                        case FLOAT64 -> x.doubleValue();
                    };
            Array.set(target.array(), i++, element);
        }
    }

    @Override
    public void pointwise(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        for (long[] index : indices(outputs[0])) {
            Number[] results = ToyScalars.run(program, scalars, elements(inputs, index));
            for (int k = 0; k < outputs.length; k++) {
                set(outputs[k], index, results[k]);
            }
        }
    }

    private static Number[] elements(View[] views, long[] index) {
        return Arrays.stream(views).map(v -> get(v, index)).toArray(Number[]::new);
    }

    @Override
    public void reduce(
            ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        Number[] results = new Number[(int) output.numel()];
        long[] strides =
                View.contiguous(output.buffer(), output.dtype(), output.shape()).strides();
        for (long[] index : indices(inputs[0])) {
            Number x = prologue == null
                    ? get(inputs[0], index)
                    : ToyScalars.run(prologue, scalars, elements(inputs, index))[0];
            long[] kept = without(index, axes);
            int at = 0;
            for (int axis = 0; axis < kept.length; axis++) {
                at += (int) (kept[axis] * strides[axis]);
            }
            results[at] = results[at] == null ? x : combine(op, results[at], x);
        }
        int at = 0;
        for (long[] index : indices(output)) {
            set(output, index, results[at++]);
        }
    }

    private static Number combine(ReduceOp op, Number a, Number b) {
        if (a instanceof Double) {
            double x = a.doubleValue();
            double y = b.doubleValue();
            return switch (op) {
                case SUM -> x + y;
                case PROD -> x * y;
                case MAX -> Math.max(x, y);
                case MIN -> Math.min(x, y);
            };
        }
        long x = a.longValue();
        long y = b.longValue();
        return switch (op) {
            case SUM -> x + y;
            case PROD -> x * y;
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
        };
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        lines(input, axis, (index, line) -> {
            Comparator<Number> order = op == ArgReduceOp.MAX ? ToyBackend::compare : (a, b) -> compare(b, a);
            Number nan = line.stream()
                    .filter(x -> Double.isNaN(x.doubleValue()))
                    .findFirst()
                    .orElse(null);
            // Of equal numbers Collections.max would take any: look for the first one that is as large.
            Number best = nan != null ? nan : Collections.max(line, order);
            long at = 0;
            while (compare(line.get((int) at), best) != 0) {
                at++;
            }
            set(output, without(index, axis), at);
        });
    }

    private static int compare(Number a, Number b) {
        return a instanceof Double
                ? Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0)
                : Long.compare(a.longValue(), b.longValue());
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        lines(input, axis, (index, line) -> {
            Number running = null;
            for (int i = 0; i < line.size(); i++) {
                ReduceOp step = op == ScanOp.SUM ? ReduceOp.SUM : ReduceOp.PROD;
                running = running == null ? line.get(i) : combine(step, running, line.get(i));
                set(output, with(index, axis, i), running);
            }
        });
    }

    @Override
    public void matmul(View a, View b, View output, double alpha, double beta) {
        int rows = output.rank() - 2;
        int columns = output.rank() - 1;
        for (long[] index : indices(output)) {
            Number sum = null;
            for (long p = 0; p < a.dim(columns); p++) {
                Number x = get(a, with(index, columns, p));
                Number y = get(b, with(index, rows, p));
                Number product = combine(ReduceOp.PROD, x, y);
                sum = sum == null ? product : combine(ReduceOp.SUM, sum, product);
            }
            if (output.dtype().isFloating()) {
                double old = beta == 0 ? 0 : beta * get(output, index).doubleValue();
                set(output, index, alpha * sum.doubleValue() + old);
            } else {
                long old = beta == 0 ? 0 : (long) beta * get(output, index).longValue();
                set(output, index, (long) alpha * sum.longValue() + old);
            }
        }
    }

    @Override
    public void copy(View input, View output) {
        for (long[] index : indices(output)) {
            set(output, index, get(input, index));
        }
    }

    @Override
    public void fill(double value, View output) {
        for (long[] index : indices(output)) {
            set(output, index, value);
        }
    }

    @Override
    public void gather(View input, View index, int axis, View output) {
        for (long[] at : indices(index)) {
            set(output, at, get(input, with(at, axis, check(get(index, at).longValue(), input.dim(axis)))));
        }
    }

    @Override
    public void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        for (long[] at : indices(index)) {
            long[] to = with(at, axis, check(get(index, at).longValue(), target.dim(axis)));
            Number x = get(source, at);
            set(target, to, mode == ScatterMode.SET ? x : combine(ReduceOp.SUM, get(target, to), x));
        }
    }

    private static long check(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IndexException("index " + index + " is out of range for an axis of size " + size);
        }
        return index;
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        lines(input, axis, (index, line) -> {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < line.size(); i++) {
                order.add(i);
            }
            Comparator<Integer> by = (i, j) -> compare(line.get(i), line.get(j));
            order.sort(descending ? by.reversed() : by);
            for (int i = 0; i < order.size(); i++) {
                set(values, with(index, axis, i), line.get(order.get(i)));
                set(indices, with(index, axis, i), order.get(i));
            }
        });
    }

    @Override
    public void random(Distribution distribution, long key, long counter, View output) {
        long i = 0;
        for (long[] index : indices(output)) {
            set(output, index, random(distribution, key, counter, output.dtype(), i++));
        }
    }

    private static Number random(Distribution distribution, long key, long counter, DType dtype, long i) {
        if (distribution == Distribution.NORMAL) {
            long[] words = philox(key, counter + i / 2);
            double radius = Math.sqrt(-2 * Math.log(1 - uniform(words, 0)));
            double angle = 2 * Math.PI * uniform(words, 1);
            return radius * (i % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
        }
        boolean wide = dtype.byteSize() == 8;
        long[] words = philox(key, counter + i / (wide ? 2 : 4));
        int part = (int) (i % (wide ? 2 : 4));
        if (distribution == Distribution.BITS) {
            return wide ? words[2 * part] | words[2 * part + 1] << 32 : words[part];
        }
        if (wide) {
            return uniform(words, part);
        }
        double value = (words[part] >>> 8) / 16777216.0;
        double step = dtype == DType.FLOAT16 ? 0x1p-10 : dtype == DType.BFLOAT16 ? 0x1p-7 : 0x1p-23;
        double ulp = step * Math.pow(2, Math.max(Math.getExponent(value), dtype == DType.FLOAT16 ? -14 : -126));
        return Math.floor(value / ulp) * ulp;
    }

    private static double uniform(long[] words, int part) {
        return ((words[2 * part] | words[2 * part + 1] << 32) >>> 11) / 9007199254740992.0;
    }

    /** Philox4x32-10 from the paper, in arbitrary precision. */
    private static long[] philox(long key, long block) {
        long mask = 0xFFFFFFFFL;
        long[] c = {block & mask, block >>> 32, 0, 0};
        long k0 = key & mask;
        long k1 = key >>> 32;
        for (int round = 0; round < 10; round++) {
            BigInteger p0 = BigInteger.valueOf(c[0]).multiply(BigInteger.valueOf(0xD2511F53L));
            BigInteger p1 = BigInteger.valueOf(c[2]).multiply(BigInteger.valueOf(0xCD9E8D57L));
            c = new long[] {
                p1.shiftRight(32).longValue() ^ c[1] ^ k0,
                p1.longValue() & mask,
                p0.shiftRight(32).longValue() ^ c[3] ^ k1,
                p0.longValue() & mask
            };
            k0 = k0 + 0x9E3779B9L & mask;
            k1 = k1 + 0xBB67AE85L & mask;
        }
        return c;
    }
}
