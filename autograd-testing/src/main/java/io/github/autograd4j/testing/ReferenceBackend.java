package io.github.autograd4j.testing;

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
import io.github.autograd4j.spi.Philox;
import io.github.autograd4j.spi.RawMemory;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The reference device's kernels, each the definition written down. Axes that a kernel works along are first moved
 * last, so that element j along the axis of row i has the number i · length + j.
 */
final class ReferenceBackend implements Backend {
    private final ReferenceMemory memory;
    private final RawMemory raw;

    ReferenceBackend(ReferenceMemory memory) {
        this(memory, null);
    }

    /** A device of the same kernels whose memory is addresses. */
    ReferenceBackend(ReferenceMemory memory, RawMemory raw) {
        this.memory = memory;
        this.raw = raw;
    }

    @Override
    public RawMemory rawMemory() {
        return raw;
    }

    @Override
    public DeviceInfo info() {
        return new DeviceInfo("reference", "naive loops in float64 and exact integers", true, -1);
    }

    @Override
    public Buffer allocate(DType dtype, long count) {
        return memory.allocate(dtype, count);
    }

    @Override
    public void free(Buffer buffer) {
        memory.free((ReferenceBuffer) buffer);
    }

    @Override
    public void upload(HostArray source, View target) {
        Elements to = new Elements(target);
        for (int i = 0; i < source.length(); i++) {
            int at = source.offset() + i;
            switch (source.dtype()) {
                case BOOL, UINT8 -> to.setRaw(i, ((byte[]) source.array())[at] & 0xFF);
                case INT32 -> to.setRaw(i, ((int[]) source.array())[at]);
                case INT64 -> to.setRaw(i, ((long[]) source.array())[at]);
                case FLOAT16 -> to.setReal(i, HalfFloats.fromFloat16(((short[]) source.array())[at]));
                case BFLOAT16 -> to.setReal(i, HalfFloats.fromBfloat16(((short[]) source.array())[at]));
                case FLOAT32 -> to.setReal(i, ((float[]) source.array())[at]);
                case FLOAT64 -> to.setReal(i, ((double[]) source.array())[at]);
            }
        }
    }

    @Override
    public void download(View source, HostArray target) {
        Elements from = new Elements(source);
        for (int i = 0; i < target.length(); i++) {
            int at = target.offset() + i;
            switch (target.dtype()) {
                case BOOL, UINT8 -> ((byte[]) target.array())[at] = (byte) from.raw(i);
                case INT32 -> ((int[]) target.array())[at] = (int) from.raw(i);
                case INT64 -> ((long[]) target.array())[at] = from.raw(i);
                case FLOAT16 -> ((short[]) target.array())[at] = HalfFloats.toFloat16((float) from.real(i));
                case BFLOAT16 -> ((short[]) target.array())[at] = HalfFloats.toBfloat16((float) from.real(i));
                case FLOAT32 -> ((float[]) target.array())[at] = (float) from.real(i);
                case FLOAT64 -> ((double[]) target.array())[at] = from.real(i);
            }
        }
    }

    @Override
    public void synchronize() {}

    @Override
    public void close() {
        memory.freeAll();
    }

    @Override
    public void pointwise(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        Elements[] to = Elements.of(outputs);
        Interpreter interpreter = new Interpreter(program, scalars, Elements.of(inputs));
        for (long i = 0; i < outputs[0].numel(); i++) {
            interpreter.run(i);
            for (int k = 0; k < to.length; k++) {
                store(to[k], i, interpreter.output(k), program.outputType(k));
            }
        }
    }

    @Override
    public void reduce(
            ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        View[] rows = Arrays.stream(inputs).map(v -> moveLast(v, axes)).toArray(View[]::new);
        Interpreter interpreter = prologue == null ? null : new Interpreter(prologue, scalars, Elements.of(rows));
        Elements first = new Elements(rows[0]);
        DType type = prologue == null ? inputs[0].dtype() : prologue.outputType(0);
        Elements to = new Elements(output);
        long length = inputs[0].numel() / output.numel();
        for (long i = 0; i < output.numel(); i++) {
            Accumulator accumulator = new Accumulator(type.isFloating());
            for (long j = i * length; j < (i + 1) * length; j++) {
                if (interpreter == null) {
                    accumulator.add(op, first.raw(j));
                } else {
                    interpreter.run(j);
                    accumulator.add(op, interpreter.output(0));
                }
            }
            store(to, i, accumulator.value(), type);
        }
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        Elements from = new Elements(moveLast(input, axis));
        Comparator<Long> order = order(from, input.dtype());
        long length = input.dim(axis);
        Elements to = new Elements(output);
        for (long i = 0; i < output.numel(); i++) {
            long best = i * length;
            for (long j = best + 1; j < (i + 1) * length; j++) {
                int comparison = order.compare(j, best);
                // NaN, which counts as the largest, also wins among the smallest.
                boolean wins = op == ArgReduceOp.MAX
                        ? comparison > 0
                        : isNaN(from, input, j)
                                ? !isNaN(from, input, best)
                                : comparison < 0 && !isNaN(from, input, best);
                best = wins ? j : best;
            }
            to.setInteger(i, best - i * length);
        }
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        Elements from = new Elements(moveLast(input, axis));
        Elements to = new Elements(moveLast(output, axis));
        ReduceOp step = op == ScanOp.SUM ? ReduceOp.SUM : ReduceOp.PROD;
        long length = input.dim(axis);
        for (long i = 0; i < input.numel(); i += length) {
            Accumulator accumulator = new Accumulator(input.dtype().isFloating());
            for (long j = i; j < i + length; j++) {
                accumulator.add(step, from.raw(j));
                store(to, j, accumulator.value(), input.dtype());
            }
        }
    }

    @Override
    public void matmul(View a, View b, View output, double alpha, double beta) {
        Elements x = new Elements(a);
        Elements y = new Elements(b);
        Elements to = new Elements(output);
        long m = output.dim(output.rank() - 2);
        long n = output.dim(output.rank() - 1);
        long k = a.dim(a.rank() - 1);
        for (long at = 0; at < output.numel(); at++) {
            long batch = at / (m * n);
            long row = (batch * m + at / n % m) * k;
            long column = batch * k * n + at % n;
            if (output.dtype().isFloating()) {
                double sum = 0;
                for (long p = 0; p < k; p++) {
                    sum += x.real(row + p) * y.real(column + p * n);
                }
                to.setReal(at, alpha * sum + (beta == 0 ? 0 : beta * to.real(at)));
            } else {
                long sum = 0;
                for (long p = 0; p < k; p++) {
                    sum += x.raw(row + p) * y.raw(column + p * n);
                }
                to.setInteger(at, (long) alpha * sum + (beta == 0 ? 0 : (long) beta * to.raw(at)));
            }
        }
    }

    @Override
    public void copy(View input, View output) {
        Elements from = new Elements(input);
        Elements to = new Elements(output);
        for (long i = 0; i < input.numel(); i++) {
            to.setRaw(i, from.raw(i));
        }
    }

    @Override
    public void fill(double value, View output) {
        Elements to = new Elements(output);
        for (long i = 0; i < output.numel(); i++) {
            store(to, i, Double.doubleToRawLongBits(value), DType.FLOAT64);
        }
    }

    @Override
    public void gather(View input, View index, int axis, View output) {
        View rows = moveLast(corner(input, index, axis), axis);
        Elements from = new Elements(rows);
        Elements picks = new Elements(moveLast(index, axis));
        Elements to = new Elements(moveLast(output, axis));
        for (long i = 0; i < index.numel(); i++) {
            to.setRaw(i, from.raw(number(picks, i, index.dim(axis), input.dim(axis))));
        }
    }

    @Override
    public void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        View rows = moveLast(corner(target, index, axis), axis);
        Elements to = new Elements(rows);
        Elements from = new Elements(moveLast(source, axis));
        Elements picks = new Elements(moveLast(index, axis));
        for (long i = 0; i < index.numel(); i++) {
            long at = number(picks, i, index.dim(axis), target.dim(axis));
            if (mode == ScatterMode.SET) {
                to.setRaw(at, from.raw(i));
            } else if (target.dtype().isFloating()) {
                to.setReal(at, to.real(at) + from.real(i));
            } else {
                to.setInteger(at, to.raw(at) + from.raw(i));
            }
        }
    }

    /** The number, in rows of {@code length}, of the element that an index of rows of {@code picks} points at. */
    private static long number(Elements index, long i, long picks, long length) {
        long at = index.raw(i);
        if (at < 0 || at >= length) {
            throw new IndexException("index " + at + " is out of range for an axis of size " + length);
        }
        return i / picks * length + at;
    }

    /** The part of a tensor that an index reaches, whose other axes may be shorter. */
    private static View corner(View view, View index, int axis) {
        View result = view;
        for (int other = 0; other < view.rank(); other++) {
            result = other == axis ? result : result.slice(other, 0, index.dim(other), 1);
        }
        return result;
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        Elements from = new Elements(moveLast(input, axis));
        Elements sorted = new Elements(moveLast(values, axis));
        Elements origin = new Elements(moveLast(indices, axis));
        Comparator<Long> order = order(from, input.dtype());
        long length = input.dim(axis);
        for (long i = 0; i < input.numel(); i += length) {
            long[] row = LongStream.range(i, i + length)
                    .boxed()
                    .sorted(descending ? order.reversed() : order)
                    .mapToLong(j -> j)
                    .toArray();
            for (int j = 0; j < length; j++) {
                sorted.setRaw(i + j, from.raw(row[j]));
                origin.setInteger(i + j, row[j] - i);
            }
        }
    }

    @Override
    public void random(Distribution distribution, long key, long counter, View output) {
        Elements to = new Elements(output);
        DType dtype = output.dtype();
        int perBlock = dtype.byteSize() == 8 ? 2 : 4;
        for (long i = 0; i < output.numel(); i++) {
            if (distribution == Distribution.NORMAL) {
                int[] block = block(key, counter + i / 2);
                double radius = Math.sqrt(-2 * Math.log(1 - fraction(block, 0)));
                double angle = 2 * Math.PI * fraction(block, 1);
                to.setReal(i, radius * (i % 2 == 0 ? Math.cos(angle) : Math.sin(angle)));
                continue;
            }
            int[] block = block(key, counter + i / perBlock);
            int part = (int) (i % perBlock);
            if (distribution == Distribution.BITS) {
                to.setInteger(i, perBlock == 2 ? word(block, part) : block[part]);
            } else if (dtype == DType.FLOAT64) {
                to.setReal(i, fraction(block, part));
            } else {
                to.setReal(i, Rounding.down(dtype, (block[part] >>> 8) * 0x1p-24));
            }
        }
    }

    private static int[] block(long key, long number) {
        int[] words = new int[4];
        Philox.block(key, number, words, 0);
        return words;
    }

    private static long word(int[] block, int part) {
        return (block[2 * part] & 0xFFFFFFFFL) | (long) block[2 * part + 1] << 32;
    }

    private static double fraction(int[] block, int part) {
        return (word(block, part) >>> 11) * 0x1p-53;
    }

    private static void store(Elements to, long i, long value, DType type) {
        to.setRaw(i, Interpreter.cast(type.compute(), to.dtype(), value));
    }

    /** Numbers of elements ordered by the elements; NaN is the largest and −0 equals 0. */
    private static Comparator<Long> order(Elements elements, DType dtype) {
        return dtype.isFloating()
                ? Comparator.comparingDouble(i -> elements.real(i) + 0.0)
                : Comparator.comparingLong(elements::raw);
    }

    private static boolean isNaN(Elements elements, View view, long i) {
        return view.dtype().isFloating() && Double.isNaN(elements.real(i));
    }

    /** The same elements, but those along some axes next to each other. */
    static View moveLast(View view, int... axes) {
        int[] kept = IntStream.range(0, view.rank())
                .filter(axis -> Arrays.binarySearch(axes, axis) < 0)
                .toArray();
        return view.permute(
                IntStream.concat(Arrays.stream(kept), Arrays.stream(axes)).toArray());
    }
}
