package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.kernel.ProgramCode;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.ReduceOp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sources of the fixed kernels, by the names of their PTX: all that a process without a compiler asks for. */
final class FixedSources {
    private static final List<DType> WIDEST = List.of(DType.INT64, DType.FLOAT64);
    private static final int ROOM = SourceText.MOST;

    private final Map<String, String> sources = new LinkedHashMap<>();

    private FixedSources() {}

    static Map<String, String> all() {
        FixedSources all = new FixedSources();
        all.add(ProgramCode.source(), "interpret");
        for (DType type : WIDEST) {
            all.reductions(type);
            all.sorts(type);
        }
        all.moves();
        all.randoms();
        for (DType type : DType.values()) {
            if (!type.isFloating()) {
                all.add(new WholeMatMul.Source(type, ROOM).text(), "matmul", type);
            }
        }
        return all.sources;
    }

    private void add(String source, Object... name) {
        StringBuilder text = new StringBuilder();
        for (Object part : name) {
            text.append(text.length() == 0 ? "" : "_").append(part.toString().toLowerCase(Locale.ROOT));
        }
        sources.put(text.toString(), source);
    }

    private void reductions(DType type) {
        for (boolean thread : new boolean[] {true, false}) {
            String team = thread ? "thread" : "block";
            for (ReduceOp op : ReduceOp.values()) {
                add(new ReduceSource(op.ordinal(), null, type, type, false, ROOM, thread, 1).text(), op, type, team);
            }
            for (int op : new int[] {ReduceSource.ARG_MAX, ReduceSource.ARG_MIN}) {
                add(
                        new ReduceSource(op, null, type, DType.INT64, false, ROOM, thread, 1).text(),
                        op == ReduceSource.ARG_MAX ? "argmax" : "argmin",
                        type,
                        team);
            }
            for (ReduceOp op : new ReduceOp[] {ReduceOp.SUM, ReduceOp.PROD}) {
                add(new Scans.Source(op, type, type, false, ROOM, !thread).text(), "scan", op, type, team);
            }
        }
    }

    private void sorts(DType type) {
        for (boolean descending : new boolean[] {true, false}) {
            for (SortPlan plan :
                    new SortPlan[] {SortPlan.of(1), SortPlan.of(SortPlan.MAX_TILE), SortPlan.of(1 + SortPlan.MAX_TILE)
                    }) {
                add(
                        new Sorts.Source(type, descending, false, ROOM, plan.variant(), plan.tile()).text(),
                        "sort",
                        type,
                        plan.variant(),
                        descending ? "down" : "up");
            }
        }
    }

    private void moves() {
        for (DType type : DType.values()) {
            add(new Scatters.Source(type, Scatters.Way.LINE, false, ROOM).text(), "scatter_add", type);
        }
        for (DType type : List.of(DType.UINT8, DType.FLOAT16, DType.FLOAT32, DType.FLOAT64)) {
            int bytes = type.byteSize();
            add(new Gathers.Source(bytes, false, ROOM).text(), "gather", bytes);
            add(new Scatters.Source(type, Scatters.Way.SET, false, ROOM).text(), "scatter", bytes);
        }
    }

    private void randoms() {
        for (DType type : DType.values()) {
            if (type.isFloating()) {
                add(new Randoms.Source(Distribution.UNIFORM, type).text(), "uniform", type);
                add(new Randoms.Source(Distribution.NORMAL, type).text(), "normal", type);
            }
        }
        for (DType type : List.of(DType.INT32, DType.INT64)) {
            add(new Randoms.Source(Distribution.BITS, type).text(), "bits", type);
        }
    }
}
