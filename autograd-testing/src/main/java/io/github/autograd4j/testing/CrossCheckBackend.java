package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.DeviceInfo;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.PendingUpload;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Runs each method on two backends; see {@link CrossCheck}. */
final class CrossCheckBackend implements Backend {
    private static final View[] NONE = {};

    private final Side first;
    private final Side second;
    private final double factor;
    private final Map<String, Long> comparisons = new ConcurrentHashMap<>();

    CrossCheckBackend(Side first, Side second, double factor) {
        this.first = first;
        this.second = second;
        this.factor = factor;
    }

    Map<String, Long> comparisons() {
        return new TreeMap<>(comparisons);
    }

    private void check(
            String name,
            View[] inputs,
            View[] outputs,
            double ulps,
            Comparison.BoundMaker bound,
            Comparison.Call call) {
        new Comparison(first, second, name, inputs, outputs).run(call, ulps, factor, bound);
        comparisons.merge(name, 1L, Long::sum);
    }

    private static Bound exact(View[] inputs, View... expected) {
        return Bound.EXACT;
    }

    private static View[] list(View... views) {
        return views;
    }

    @Override
    public DeviceInfo info() {
        DeviceInfo a = first.backend().info();
        DeviceInfo b = second.backend().info();
        return new DeviceInfo(
                "cross-check",
                first.device() + " compared with " + second.device(),
                a.managedMemory() || b.managedMemory(),
                -1);
    }

    @Override
    public Buffer allocate(DType dtype, long count) {
        Buffer mine = first.backend().allocate(dtype, count);
        PairedBuffer buffer = null;
        try {
            buffer = new PairedBuffer(dtype, count, mine, second.backend().allocate(dtype, count));
        } finally {
            if (buffer == null) {
                first.backend().free(mine);
            }
        }
        if (count > 0) {
            double[] garbage = new double[Math.toIntExact(count)];
            Arrays.fill(garbage, dtype.isFloating() ? Double.NaN : 1);
            HostArray contents = Mirror.array(new Values(dtype, Shape.of(count), garbage));
            first.write(contents, buffer);
            second.write(contents, buffer);
        }
        return buffer;
    }

    @Override
    public void free(Buffer buffer) {
        first.backend().free(((PairedBuffer) buffer).first());
        second.backend().free(((PairedBuffer) buffer).second());
    }

    @Override
    public void upload(HostArray source, View target) {
        first.backend().upload(source, first.view(target));
        second.backend().upload(source, second.view(target));
    }

    @Override
    public PendingUpload uploadBeside(HostArray source, View target) {
        PendingUpload one = first.backend().uploadBeside(source, first.view(target));
        PendingUpload other = null;
        try {
            other = second.backend().uploadBeside(source, second.view(target));
        } finally {
            if (other == null) {
                one.join();
            }
        }
        PendingUpload another = other;
        return () -> check(
                "upload beside", NONE, list(target), 0, CrossCheckBackend::exact, (side, in, out) -> (side == first
                                ? one
                                : another)
                        .join());
    }

    @Override
    public void download(View source, HostArray target) {
        first.backend().download(first.view(source), target);
        HostArray other = HostArray.allocate(target.dtype(), target.length());
        second.backend().download(second.view(source), other);
        if (!Comparison.equal(Comparison.part(target), other)) {
            throw new Disagreement(
                    "crossCheck: the memory of " + source + " on " + first.device() + " and " + second.device()
                            + " differs although each result agreed: one of them changed it later",
                    "download");
        }
    }

    @Override
    public void synchronize() {
        first.backend().synchronize();
        second.backend().synchronize();
    }

    /** The two backends are not this one's. */
    @Override
    public void close() {}

    @Override
    public void pointwise(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        check(
                program.name(),
                inputs,
                outputs,
                0,
                (in, out) -> new PointwiseBound(program, scalars, in),
                (side, in, out) -> side.backend().pointwise(program, scalars, in, out));
    }

    @Override
    public void foreach(PointwiseProgram program, double[] scalars, View[][] inputs, View[][] outputs) {
        ViewTable in = new ViewTable(inputs);
        ViewTable out = new ViewTable(outputs);
        check(
                "foreach " + program.name(),
                in.flat(),
                out.flat(),
                0,
                (mirrors, expected) -> {
                    Bound[] bounds = Arrays.stream(in.rows(mirrors))
                            .map(operands -> new PointwiseBound(program, scalars, operands))
                            .toArray(Bound[]::new);
                    int width = program.outputCount();
                    return (output, element, actual, wanted) ->
                            bounds[output / width].allowed(output % width, element, actual, wanted);
                },
                (side, ins, outs) -> side.backend().foreach(program, scalars, in.rows(ins), out.rows(outs)));
    }

    @Override
    public void reduce(
            ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        check(
                prologue == null ? "reduce " + op : "reduce " + op + " of " + prologue.name(),
                inputs,
                list(output),
                op == ReduceOp.SUM ? OpClass.REDUCTION.relativeUlps : 0,
                (in, out) -> new ReduceBound(op, prologue, scalars, in, axes, out[0]),
                (side, in, out) -> side.backend().reduce(op, prologue, scalars, in, axes, out[0]));
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        check(
                "argReduce " + op,
                list(input),
                list(output),
                0,
                CrossCheckBackend::exact,
                (side, in, out) -> side.backend().argReduce(op, in[0], axis, out[0]));
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        check(
                "scan " + op,
                list(input),
                list(output),
                OpClass.REDUCTION.relativeUlps,
                (in, out) -> new ScanBound(op, in[0], axis),
                (side, in, out) -> side.backend().scan(op, in[0], axis, out[0]));
    }

    @Override
    public void matmul(View a, View b, View output, double alpha, double beta) {
        check(
                "matmul",
                beta == 0 ? list(a, b) : list(a, b, output),
                list(output),
                OpClass.PRODUCT.relativeUlps,
                (in, out) -> new MatmulBound(in[0], in[1], beta == 0 ? out[0] : in[2], alpha, beta),
                (side, in, out) -> side.backend().matmul(in[0], in[1], out[0], alpha, beta));
    }

    @Override
    public void copy(View input, View output) {
        check("copy", list(input), list(output), 0, CrossCheckBackend::exact, (side, in, out) -> side.backend()
                .copy(in[0], out[0]));
    }

    @Override
    public void fill(double value, View output) {
        check("fill", NONE, list(output), 0, CrossCheckBackend::exact, (side, in, out) -> side.backend()
                .fill(value, out[0]));
    }

    @Override
    public void gather(View input, View index, int axis, View output) {
        check("gather", list(input, index), list(output), 0, CrossCheckBackend::exact, (side, in, out) -> side.backend()
                .gather(in[0], in[1], axis, out[0]));
    }

    @Override
    public void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        check(
                "scatter " + mode,
                list(source, index, target),
                list(target),
                0,
                (in, out) -> new ScatterBound(mode, in[0], in[1], axis, in[2]),
                (side, in, out) -> side.backend().scatter(mode, in[0], in[1], axis, out[0]));
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        check("sort", list(input), list(values, indices), 0, CrossCheckBackend::exact, (side, in, out) -> side.backend()
                .sort(in[0], axis, descending, out[0], out[1]));
    }

    @Override
    public void random(Distribution distribution, long key, long counter, View output) {
        check(
                "random " + distribution,
                NONE,
                list(output),
                0,
                distribution == Distribution.NORMAL
                        ? (in, out) -> new NormalBound(output.dtype())
                        : CrossCheckBackend::exact,
                (side, in, out) -> side.backend().random(distribution, key, counter, out[0]));
    }

    @Override
    public FusedKernel fused(Composite composite, View[] inputs) {
        FusedKernel one = first.backend().fused(composite, first.views(inputs));
        FusedKernel other = second.backend().fused(composite, second.views(inputs));
        if (one == null && other == null) {
            return null;
        }
        FusedKernel a = one != null ? one : new DecomposedKernel(composite, first);
        FusedKernel b = other != null ? other : new DecomposedKernel(composite, second);
        return (ins, outs) -> check(
                composite.name(),
                ins,
                outs,
                OpClass.COMPOUND.relativeUlps,
                (in, expected) -> new CompositeBound(expected),
                (side, in, out) -> (side == first ? a : b).run(in, out));
    }
}
