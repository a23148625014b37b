package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.GpuProperties;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;

/** Attention in tiles, and its gradients: a launch for each of them. */
final class AttentionKernels {
    private static final int THREADS = 128;
    private static final long MOST = Integer.MAX_VALUE / 2;

    /** What a launch computes: the results, or one of the gradients, in the order of the macro OF. */
    private enum Kind {
        FORWARD,
        OF_QUERIES,
        OF_KEYS,
        OF_VALUES;

        private static final Kind[] GRADIENTS = {OF_QUERIES, OF_KEYS, OF_VALUES};

        /** The operands of the layout. */
        int operands() {
            return this == FORWARD ? 4 : 7;
        }

        boolean byQuery() {
            return this == FORWARD || this == OF_QUERIES;
        }
    }

    /** The mask: 0 for none, 1 for bool, 2 for numbers. */
    private record Source(
            Kind kind, DType type, int mask, int d, int e, AttentionTiles tiles, boolean aligned, int room) {
        String text() {
            SourceText text = new SourceText()
                    .file("scalar.cuh")
                    .layout(true, room, kind.operands())
                    .type("T", CTypes.storage(type))
                    .type("Value", CTypes.compute(type))
                    .type("Mask", mask == 1 ? "Bool" : "Value")
                    .define("MASK", mask)
                    .define("D", d)
                    .define("E", e)
                    .define("OWN", tiles.own())
                    .define("ALIGNED", aligned ? 1 : 0);
            String file = tiles.tensor() ? "attention_tensor" : "attention";
            return (kind == Kind.FORWARD
                            ? text.file(file + ".cu")
                            : text.define("OF", kind.ordinal() - 1).file(file + "_grad.cu"))
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    AttentionKernels(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    FusedKernel attention(Attention op, View... in) {
        return fits(in[0], in[1], in[2], in) ? (inputs, outputs) -> forward(op, inputs, outputs) : null;
    }

    FusedKernel gradient(AttentionGrad op, View... in) {
        return fits(in[1], in[2], in[3], in) ? (inputs, outputs) -> backward(op.of(), inputs, outputs) : null;
    }

    /** Whether heads are short enough, and every position in operands and results has 32 bits. */
    static boolean fits(View q, View k, View v, View... all) {
        int last = q.rank() - 1;
        long d = q.dim(last);
        long e = v.dim(last);
        boolean fits = Math.max(d, e) <= AttentionTiles.LONGEST
                && q.numel() / d * Math.max(d, e) <= MOST
                && Math.max(k.numel(), v.numel()) <= MOST;
        for (View view : all) {
            long reach = 0;
            for (int i = 0; i < view.rank(); i++) {
                reach += view.dim(i) * view.stride(i);
            }
            fits &= reach <= MOST;
        }
        return fits;
    }

    private void forward(Attention op, View[] in, View... out) {
        launch(op.name(), Kind.FORWARD, new AttentionViews(op, in[0], in[1], in[2], in.length > 3 ? in[3] : null), out);
    }

    private void backward(Attention op, View[] in, View... out) {
        AttentionViews views =
                new AttentionViews(op, in[1], in[2], in[3], in.length > 6 ? in[6] : null, in[0], in[4], in[5]);
        for (Kind kind : Kind.GRADIENTS) {
            launch("scaledDotProductAttentionGrad", kind, views, out[kind.ordinal() - 1]);
        }
    }

    private void launch(String name, Kind kind, AttentionViews views, View... out) {
        GpuProperties device = launcher.gpu().properties();
        AxisGroup heads = views.heads();
        long rows = views.rows(kind.byQuery());
        AttentionTiles tiles = AttentionTiles.of(
                views.type(),
                device.architecture(),
                device.multiprocessors(),
                views.d(),
                views.e(),
                rows,
                heads.count());
        int room = SourceText.room(heads.rank());
        Source source =
                new Source(kind, views.type(), views.kindOfMask(), views.d(), views.e(), tiles, views.aligned(), room);
        GpuFunction function = kernels.get(source, source::text, kind == Kind.FORWARD ? "attention" : "attention_grad");
        launcher.begin();
        try {
            Arguments arguments = new Arguments(launcher.gpu().arguments(), true);
            views.addresses(arguments);
            for (View view : out) {
                arguments.pointer(CudaBuffer.address(view));
            }
            views.heads(arguments.layout(room, heads), heads.rank(), tiles.count(rows));
            launcher.launch(name, function, (int) (tiles.count(rows) * heads.count()), THREADS);
        } finally {
            launcher.end();
        }
    }
}
