package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/** Stable sorting by counting, in shared memory, or by merging, as {@link SortPlan} says. */
final class Sorts {
    private static final int THREADS = 128;

    record Source(DType type, boolean descending, boolean narrow, int room, SortPlan.Variant variant, int tile) {
        String text() {
            SourceText text = new SourceText()
                    .file("types.cuh")
                    .layout(narrow, room, 3)
                    .type("T", CTypes.storage(type))
                    .type("Key", keyBytes() == 8 ? "unsigned long long" : "unsigned int")
                    .define("TILE", tile)
                    .file("sort_key.cuh")
                    .line("__device__ Key key(T x) { return " + (descending ? "~" : "") + "ordered(widen(x)); }")
                    .file("sort.cuh");
            return switch (variant) {
                case RANK -> text.file("sort_rank.cu").toString();
                case TILE -> text.file("sort_block.cu").toString();
                case MERGE -> text.file("sort_block.cu").file("sort_merge.cu").toString();
            };
        }

        int keyBytes() {
            return type.byteSize() == 8 ? 8 : 4;
        }

        int placeBytes() {
            return narrow ? 4 : 8;
        }
    }

    /** Where a sort's operands lie: input, values, indices. */
    private record Rows(AxisGroup axes, long count, long length, long[] stride, long[] address) {
        boolean isNarrow() {
            // Twice: merging counts two runs beyond a row's end.
            long most = Math.max(count * length, 2 * length);
            for (int k = 0; k < stride.length; k++) {
                most = Math.max(most, axes.reach(k) + length * stride[k]);
            }
            return IndexWidth.isNarrow(most);
        }
    }

    /** The kernels of a sort, the last two for merging only. They are loaded before the device's lock is taken. */
    record Functions(GpuFunction first, GpuFunction merge, GpuFunction write) {}

    private final Launcher launcher;
    private final KernelTable kernels;

    Sorts(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    void run(View input, int axis, boolean descending, View values, View indices) {
        AxisGroup axes = AxisGroup.of(AxisGroup.without(input.rank(), axis), input, values, indices);
        long[] stride = {input.stride(axis), values.stride(axis), indices.stride(axis)};
        long[] address = {CudaBuffer.address(input), CudaBuffer.address(values), CudaBuffer.address(indices)};
        Rows rows = new Rows(axes, axes.count(), input.dim(axis), stride, address);
        Source source = source(rows, input.dtype(), descending);
        SortPlan plan = SortPlan.of(rows.length);
        Functions functions = functions(source);
        long bytes = plan.variant() == SortPlan.Variant.MERGE ? bytes(source, rows) : 0;
        Gpu gpu = launcher.gpu();
        try (Scratch.Loan scratch = launcher.borrow("sort", bytes)) {
            gpu.enter();
            try {
                run("sort", functions, source, rows, plan, scratch.address());
            } finally {
                gpu.exit();
            }
        }
    }

    private static Source source(Rows rows, DType type, boolean descending) {
        SortPlan plan = SortPlan.of(rows.length);
        return new Source(
                type, descending, rows.isNarrow(), SourceText.room(rows.axes.rank()), plan.variant(), plan.tile());
    }

    private static long bytes(Source source, Rows rows) {
        return rows.count * rows.length * 2 * (source.keyBytes() + source.placeBytes());
    }

    /** How much scratch memory {@link #sortIndex} uses. */
    static long indexBytes(long length) {
        return length * 2 * 16;
    }

    private Functions functions(Source source) {
        boolean merge = source.variant == SortPlan.Variant.MERGE;
        return new Functions(
                kernels.get(source, source::text, source.variant == SortPlan.Variant.RANK ? "sort_rank" : "sort_tile"),
                merge ? kernels.get(source, source::text, "sort_merge") : null,
                merge ? kernels.get(source, source::text, "sort_write") : null);
    }

    /** The kernels that sort a row of int64. */
    Functions ofIndex(long stride, long length) {
        return functions(source(row(stride, length, 0, 0, 0), DType.INT64, false));
    }

    /** Sorts a row of int64; the device is entered. */
    void sortIndex(
            String op,
            Functions functions,
            long index,
            long stride,
            long length,
            long sorted,
            long places,
            long scratch) {
        Rows rows = row(stride, length, index, sorted, places);
        run(op, functions, source(rows, DType.INT64, false), rows, SortPlan.of(length), scratch);
    }

    private static Rows row(long stride, long length, long... addresses) {
        AxisGroup none = new AxisGroup(new long[0], new long[3][0]);
        return new Rows(none, 1, length, new long[] {stride, 1, 1}, addresses);
    }

    private void run(String op, Functions functions, Source source, Rows rows, SortPlan plan, long scratch) {
        boolean rank = plan.variant() == SortPlan.Variant.RANK;
        long count = rows.count * rows.length;
        long keys = scratch;
        // Keys and places may differ in size: two of a kind in a row keep all of them aligned, whatever the count.
        long otherKeys = keys + count * source.keyBytes();
        long places = scratch == 0 ? 0 : otherKeys + count * source.keyBytes();
        long otherPlaces = places + count * source.placeBytes();
        Gpu gpu = launcher.gpu();
        Arguments arguments = new Arguments(gpu.arguments(), source.narrow)
                .pointer(rows.address[0])
                .pointer(rows.address[1])
                .pointer(rows.address[2]);
        if (rank) {
            row(arguments, source, rows);
            int threads = (int) Math.min(THREADS, count);
            gpu.stream().launch(op, functions.first, blocks(count, threads), 1, 1, threads, 1, 0);
            return;
        }
        row(arguments.pointer(keys).pointer(places), source, rows);
        gpu.stream().launch(op, functions.first, (int) (rows.count * plan.tiles()), 1, 1, plan.tile() / 2, 1, 0);
        if (plan.variant() == SortPlan.Variant.TILE) {
            return;
        }
        for (long width = plan.tile(); width < rows.length; width *= 2) {
            new Arguments(gpu.arguments(), source.narrow)
                    .pointer(keys)
                    .pointer(places)
                    .pointer(otherKeys)
                    .pointer(otherPlaces)
                    .index(count)
                    .index(rows.length)
                    .index(width);
            gpu.stream().launch(op, functions.merge, blocks(count, THREADS), 1, 1, THREADS, 1, 0);
            long swap = keys;
            keys = otherKeys;
            otherKeys = swap;
            swap = places;
            places = otherPlaces;
            otherPlaces = swap;
        }
        Arguments last = new Arguments(gpu.arguments(), source.narrow)
                .pointer(rows.address[0])
                .pointer(rows.address[1])
                .pointer(rows.address[2])
                .pointer(places);
        row(last, source, rows);
        gpu.stream().launch(op, functions.write, blocks(count, THREADS), 1, 1, THREADS, 1, 0);
    }

    private static int blocks(long count, int threads) {
        return (int) ((count + threads - 1) / threads);
    }

    private static void row(Arguments arguments, Source source, Rows rows) {
        arguments
                .layout(source.room, rows.axes)
                .struct()
                .fieldIndex(rows.length)
                .fieldIndex(rows.count)
                .fieldIndex(rows.stride[0])
                .fieldIndex(rows.stride[1])
                .fieldIndex(rows.stride[2])
                .field32(rows.axes.rank());
    }
}
