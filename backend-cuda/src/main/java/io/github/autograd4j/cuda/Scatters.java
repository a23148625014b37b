package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/**
 * Scattering. Sums are added up in the order of the source where that costs little: in short lines by a thread each, and
 * for an index of one axis after sorting it. Other sums are atomic, in any order, unless the property {@value
 * #DETERMINISTIC} is true: then each line has one thread, however long it is.
 */
final class Scatters {
    static final String DETERMINISTIC = "autograd.deterministic";

    private static final int THREADS = 128;
    private static final int SHORT = 32;
    private static final int MODERATE = 256;
    private static final int MANY = 1 << 12;

    enum Way {
        SET,
        ATOMIC,
        LINE
    }

    record Source(DType type, Way way, boolean narrow, int room) {
        String text() {
            SourceText text =
                    new SourceText().file("types.cuh").file("fault.cuh").layout(narrow, room, 3);
            if (way == Way.SET) {
                return text.type("T", SourceText.bits(type.byteSize()))
                        .line("__device__ void put(T* at, T x) { *at = x; }")
                        .file("scatter.cu")
                        .toString();
            }
            text.type("T", CTypes.storage(type))
                    .line("__device__ T plus(T a, T b) { T sum; narrow(sum, widen(a) + widen(b)); return sum; }");
            return (way == Way.LINE
                            ? text.file("scatter_line.cu")
                            : text.line(atomic()).file("scatter.cu"))
                    .toString();
        }

        private String atomic() {
            if (type.byteSize() < 4) {
                return new SourceText()
                        .type("Bits", SourceText.bits(type.byteSize()))
                        .file("scatter_small.cuh")
                        .toString();
            }
            String add = type == DType.INT64
                    ? "atomicAdd((unsigned long long*)at, (unsigned long long)x)"
                    : "atomicAdd(at, x)";
            return "__device__ void put(T* at, T x) { " + add + "; }";
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;
    private final IndexFaults faults;
    private final Sorts sorts;
    private final boolean deterministic = Boolean.getBoolean(DETERMINISTIC) || FixedKernels.ONLY;

    Scatters(Launcher launcher, IndexFaults faults, Sorts sorts) {
        this.launcher = launcher;
        this.faults = faults;
        this.kernels = new KernelTable(launcher);
        this.sorts = sorts;
    }

    void run(ScatterMode mode, View source, View index, int axis, View target) {
        if (mode == ScatterMode.SET) {
            each(Way.SET, source, index, axis, target);
            return;
        }
        View still = AxisGroup.still(target, axis, index);
        AxisGroup lines = AxisGroup.of(AxisGroup.without(index.rank(), axis), still, index, source);
        long length = index.dim(axis);
        boolean oneAxis = lines.nearest(1) == Long.MAX_VALUE;
        if (length <= SHORT || lines.count() >= MANY && length <= MODERATE || deterministic && !oneAxis) {
            lines(lines, source, index, axis, target, false);
        } else if (oneAxis) {
            lines(lines, source, index, axis, target, true);
        } else {
            each(Way.ATOMIC, source, index, axis, target);
        }
    }

    private static boolean isNarrow(AxisGroup group, long... others) {
        long most = Math.max(group.count(), Math.max(group.reach(1), group.reach(2)));
        for (long other : others) {
            most = Math.max(most, other);
        }
        return IndexWidth.isNarrow(most);
    }

    private void each(Way way, View source, View index, int axis, View target) {
        View still = AxisGroup.still(target, axis, index);
        AxisGroup group = AxisGroup.of(AxisGroup.without(index.rank(), -1), still, index, source);
        long count = group.count();
        long size = target.dim(axis);
        boolean narrow = isNarrow(group, group.reach(0) + size * target.stride(axis));
        Source code = new Source(target.dtype(), way, narrow, SourceText.room(group.rank()));
        GpuFunction function = kernels.get(code, code::text, "scatter");
        Gpu gpu = launcher.gpu();
        gpu.enter();
        try {
            new Arguments(gpu.arguments(), narrow)
                    .pointer(CudaBuffer.address(target))
                    .pointer(CudaBuffer.address(index))
                    .pointer(CudaBuffer.address(source))
                    .layout(code.room, group)
                    .index(count)
                    .int32(group.rank())
                    .index(size)
                    .index(target.stride(axis))
                    .pointer(faults.address());
            launch(gpu, function, count);
        } finally {
            gpu.exit();
        }
    }

    private void lines(AxisGroup lines, View source, View index, int axis, View target, boolean sorted) {
        long length = index.dim(axis);
        long count = lines.count();
        boolean narrow = isNarrow(
                lines,
                lines.reach(0) + target.dim(axis) * target.stride(axis),
                lines.reach(1) + length * index.stride(axis),
                lines.reach(2) + length * source.stride(axis),
                count * length);
        Source code = new Source(target.dtype(), Way.LINE, narrow, SourceText.room(lines.rank()));
        GpuFunction function = kernels.get(code, code::text, sorted ? "scatter_sorted" : "scatter_line");
        Sorts.Functions sorting = sorted ? sorts.ofIndex(index.stride(axis), length) : null;
        Gpu gpu = launcher.gpu();
        try (Scratch.Loan scratch =
                launcher.borrow("scatterAdd", sorted ? 16 * length + Sorts.indexBytes(length) : 0)) {
            long keys = scratch.address();
            gpu.enter();
            try {
                if (sorted) {
                    sorts.sortIndex(
                            "scatterAdd",
                            sorting,
                            CudaBuffer.address(index),
                            index.stride(axis),
                            length,
                            keys,
                            keys + 8 * length,
                            keys + 16 * length);
                }
                Arguments arguments = new Arguments(gpu.arguments(), narrow).pointer(CudaBuffer.address(target));
                if (sorted) {
                    arguments.pointer(keys).pointer(keys + 8 * length);
                } else {
                    arguments.pointer(CudaBuffer.address(index));
                }
                arguments
                        .pointer(CudaBuffer.address(source))
                        .layout(code.room, lines)
                        .struct()
                        .fieldIndex(count)
                        .fieldIndex(length)
                        .fieldIndex(target.dim(axis))
                        .fieldIndex(target.stride(axis))
                        .fieldIndex(index.stride(axis))
                        .fieldIndex(source.stride(axis))
                        .field32(lines.rank())
                        .field32(0);
                arguments.pointer(faults.address());
                launch(gpu, function, sorted ? count * length : count);
            } finally {
                gpu.exit();
            }
        }
    }

    private static void launch(Gpu gpu, GpuFunction function, long count) {
        int threads = (int) Math.min(THREADS, count);
        gpu.stream().launch("scatter", function, (int) ((count + threads - 1) / threads), 1, 1, threads, 1, 0);
    }
}
