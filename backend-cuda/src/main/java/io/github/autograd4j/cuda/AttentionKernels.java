package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;

/** Attention in tiles, and its gradients: one kernel for those of the queries, one for those of keys and values. */
final class AttentionKernels {
    private static final int WARPS = 4;
    private static final int THREADS = 128;
    private static final int TILE = 32;
    private static final int MOST_HEADS = 65_535;
    private static final int SHARED_BYTES = 48 << 10;
    private static final int OPERANDS = 4;

    private enum Kind {
        FORWARD,
        OF_QUERIES,
        OF_KEYS
    }

    /** The mask: 0 for none, 1 for bool, 2 for numbers. */
    private record Source(Kind kind, DType type, int mask, int d, int e, int rows, int room) {
        String text() {
            SourceText text = new SourceText()
                    .file("scalar.cuh")
                    .layout(true, room, OPERANDS)
                    .type("T", CTypes.storage(type))
                    .type("Value", CTypes.compute(type))
                    .type("Mask", mask == 1 ? "Bool" : "Value")
                    .define("MASK", mask)
                    .define("D", d)
                    .define("E", e)
                    .define("ROWS", rows)
                    .file("attention.cuh");
            return (kind == Kind.FORWARD
                            ? text.file("attention.cu")
                            : (kind == Kind.OF_KEYS ? text.line("#define OF_KEYS") : text).file("attention_grad.cu"))
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    AttentionKernels(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    /** How many rows a block takes so that its tiles fit shared memory; 0 if none do. */
    private static int rows(boolean forward, View q, View v) {
        long d = q.dim(q.rank() - 1);
        long e = v.dim(v.rank() - 1);
        long size = q.dtype().compute().byteSize();
        for (int rows = 4 * WARPS; rows >= WARPS; rows /= 2) {
            long elements =
                    forward ? rows * (d + TILE) + TILE * (d + 1 + e) : rows * (d + e + 2 * TILE) + TILE * (d + e + 2);
            if (elements * size <= SHARED_BYTES) {
                return rows;
            }
        }
        return 0;
    }

    private static boolean fits(boolean forward, View q, View k, View v, View... all) {
        long heads = q.numel() / (q.dim(q.rank() - 1) * q.dim(q.rank() - 2));
        for (View view : all) {
            long reach = view.numel();
            for (int i = 0; i < view.rank(); i++) {
                reach += view.dim(i) * view.stride(i);
            }
            if (reach > Integer.MAX_VALUE / 2) {
                return false;
            }
        }
        return heads <= MOST_HEADS && rows(forward, q, v) > 0 && k.numel() > 0;
    }

    FusedKernel attention(Attention op, View... in) {
        return fits(true, in[0], in[1], in[2], in) ? (inputs, outputs) -> forward(op, inputs, outputs) : null;
    }

    private static int mask(View mask) {
        return mask == null ? 0 : mask.dtype() == DType.BOOL ? 1 : 2;
    }

    /** The leading axes of views that have some more. */
    private static AxisGroup leading(int rank, View... views) {
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = i;
        }
        return AxisGroup.of(axes, views);
    }

    private void forward(Attention op, View[] in, View... out) {
        View mask = in.length > 3 ? in[3] : null;
        int rank = in[0].rank();
        AxisGroup heads = leading(rank - 2, in[0], in[1], in[2], mask == null ? in[0] : mask);
        int rows = rows(true, in[0], in[2]);
        Source source = source(Kind.FORWARD, in[0], in[2], mask, rows, heads);
        GpuFunction function = kernels.get(source, source::text, "attention");
        launcher.begin();
        try {
            Arguments arguments = new Arguments(launcher.gpu().arguments(), true)
                    .pointer(CudaBuffer.address(in[0]))
                    .pointer(CudaBuffer.address(in[1]))
                    .pointer(CudaBuffer.address(in[2]))
                    .pointer(mask == null ? 0 : CudaBuffer.address(mask))
                    .pointer(CudaBuffer.address(out[0]))
                    .pointer(CudaBuffer.address(out[1]))
                    .layout(source.room, heads);
            heads(arguments, op, in[0], in[1], in[2], mask, heads.rank());
            launch(op.name(), function, in[0].dim(rank - 2), rows, heads.count());
        } finally {
            launcher.end();
        }
    }

    private static Source source(Kind kind, View q, View v, View mask, int rows, AxisGroup heads) {
        int d = (int) q.dim(q.rank() - 1);
        int e = (int) v.dim(v.rank() - 1);
        return new Source(kind, q.dtype(), mask(mask), d, e, rows, SourceText.room(heads.rank()));
    }

    private void launch(String op, GpuFunction function, long count, int rows, long heads) {
        launcher.gpu().stream().launch(op, function, (int) ((count + rows - 1) / rows), (int) heads, 1, THREADS, 1, 0);
    }

    private static void heads(Arguments arguments, Attention op, View q, View k, View v, View mask, int rank) {
        int row = q.rank() - 2;
        arguments
                .struct()
                .field64(Double.doubleToRawLongBits(op.scale()))
                .fieldIndex(q.dim(row))
                .fieldIndex(k.dim(row));
        strides(arguments, q);
        strides(arguments, k);
        strides(arguments, v);
        arguments
                .fieldIndex(mask == null ? 0 : mask.stride(row))
                .fieldIndex(mask == null ? 0 : mask.stride(row + 1))
                .field32(rank)
                .field32(op.causal() ? 1 : 0);
    }

    private static void strides(Arguments arguments, View matrix) {
        int row = matrix.rank() - 2;
        arguments.fieldIndex(matrix.stride(row)).fieldIndex(matrix.stride(row + 1));
    }

    FusedKernel gradient(AttentionGrad op, View... in) {
        return fits(false, in[1], in[2], in[3], in) ? (inputs, outputs) -> backward(op.of(), inputs, outputs) : null;
    }

    private void backward(Attention op, View[] in, View... out) {
        backward(Kind.OF_QUERIES, op, in, out[0], out[0]);
        backward(Kind.OF_KEYS, op, in, out[1], out[2]);
    }

    private void backward(Kind kind, Attention op, View[] in, View first, View second) {
        View g = in[0];
        View q = in[1];
        View k = in[2];
        View v = in[3];
        View logs = in[4];
        View deltas = in[5];
        View mask = in.length > 6 ? in[6] : null;
        int row = q.rank() - 2;
        int rows = rows(false, q, v);
        // All at once, so that the axes of both layouts are the same.
        AxisGroup heads = leading(row, q, k, v, mask == null ? q : mask, g, logs, deltas);
        AxisGroup operands = heads.views(0, 1, 2, 3);
        AxisGroup others = heads.views(4, 5, 6, 6);
        Source source = source(kind, q, v, mask, rows, heads);
        GpuFunction function = kernels.get(source, source::text, "attention_grad");
        launcher.begin();
        try {
            Arguments arguments = new Arguments(launcher.gpu().arguments(), true);
            for (int i = 0; i < 6; i++) {
                arguments.pointer(CudaBuffer.address(in[i]));
            }
            arguments
                    .pointer(mask == null ? 0 : CudaBuffer.address(mask))
                    .pointer(CudaBuffer.address(first))
                    .pointer(CudaBuffer.address(second))
                    .layout(source.room, operands)
                    .layout(source.room, others);
            heads(arguments, op, q, k, v, mask, heads.rank());
            arguments
                    .index(g.stride(row))
                    .index(g.stride(row + 1))
                    .index(logs.stride(row))
                    .index(deltas.stride(row));
            long count = kind == Kind.OF_KEYS ? k.dim(row) : q.dim(row);
            launch("scaledDotProductAttentionGrad", function, count, rows, heads.count());
        } finally {
            launcher.end();
        }
    }
}
