package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.View;

/**
 * Cross-entropy along a last axis whose elements are neighbours, and its gradient: a row of logits is read from memory
 * once, and no probabilities are written.
 */
final class CrossEntropyKernel {
    private final BlockMath math;
    private final WorkerTeam team;

    CrossEntropyKernel(BlockMath math, WorkerTeam team) {
        this.math = math;
        this.team = team;
    }

    void forward(CrossEntropy op, View[] in, View[] out) {
        RowBlocks rows = RowBlocks.of(in[0], in[1]);
        Weights weights = Weights.of(math, in.length > 2 ? in[2] : null, rows.length());
        rows.run(team, (from, to) -> {
            try (Task task = new Forward(op, in, out, rows, weights)) {
                task.run(from, to);
            }
        });
    }

    void backward(CrossEntropy op, View[] in, View[] out) {
        RowBlocks rows = RowBlocks.of(in[1], in[2], in[0], in[3]);
        Weights weights = Weights.of(math, in.length > 4 ? in[4] : null, rows.length());
        rows.run(team, (from, to) -> {
            try (Task task = new Backward(op, in, out[0], rows, weights)) {
                task.run(from, to);
            }
        });
    }

    /** The classes' weights, dense, and their sum; all 1 if there are none. */
    private record Weights(Object array, double sum) {
        static Weights of(BlockMath math, View view, int classes) {
            if (view == null) {
                return new Weights(null, classes);
            }
            Object dense = CpuBuffer.newArray(view.dtype(), classes);
            Rows.copy(CpuBuffer.array(view), (int) view.offset(), (int) view.stride(0), dense, 0, 1, classes);
            return new Weights(dense, new RowMath(math, view.dtype()).sum(classes, dense, 0));
        }
    }

    /** What both directions know of a row. */
    private abstract class Task implements AutoCloseable {
        final CrossEntropy op;
        final RowBlocks rows;
        final Weights weights;
        final int length;
        final RowMath math;
        final DType type;
        final Object x;
        final long[] targets;

        /** For a block of rows. */
        final Object buffer;

        Task(CrossEntropy op, View logits, View targets, RowBlocks rows, Weights weights) {
            this.op = op;
            this.rows = rows;
            this.weights = weights;
            this.targets = (long[]) CpuBuffer.array(targets);
            length = rows.length();
            type = logits.dtype();
            math = new RowMath(CrossEntropyKernel.this.math, type);
            x = CpuBuffer.array(logits);
            buffer = RowBuffers.take(type, rows.together() * length);
        }

        @Override
        public final void close() {
            RowBuffers.give(buffer);
        }

        final void run(long from, long to) {
            for (long first = from; first < to; first += rows.together()) {
                block(first, (int) Math.min(rows.together(), to - first));
            }
        }

        abstract void block(long first, int count);

        /** The class of a row, or −1 if it counts nothing. */
        final int target(long row) {
            long target = targets[rows.at(1, row)];
            if (target == op.ignoreIndex()) {
                return -1;
            }
            if (target < 0 || target >= length) {
                throw new IndexException(
                        op.name() + ": class " + target + " is out of range for " + length + " classes");
            }
            return (int) target;
        }

        final double weight(int target) {
            return weights.array == null ? 1 : math.load(weights.array, target);
        }
    }

    private final class Forward extends Task {
        private final View[] out;
        private final double[] most;
        private final double[] all;

        Forward(CrossEntropy op, View[] in, View[] out, RowBlocks rows, Weights weights) {
            super(op, in[0], in[1], rows, weights);
            this.out = out;
            most = new double[rows.together()];
            all = new double[rows.together()];
        }

        @Override
        void block(long first, int count) {
            for (int i = 0; i < count; i++) {
                int at = rows.at(0, first + i);
                most[i] = math.max(length, x, at);
                math.with(ScalarOp.SUB, length, x, at, most[i], buffer, i * length);
                all[i] = op.smoothing() == 0
                        ? 0
                        : weights.array == null
                                ? math.sum(length, buffer, i * length)
                                : math.dot(length, buffer, i * length, weights.array, 0);
            }
            math.exp(count * length, buffer, 0, buffer, 0);
            for (int i = 0; i < count; i++) {
                double log = Math.log(math.sum(length, buffer, i * length));
                int target = target(first + i);
                put(1, first + i, most[i] + log);
                put(2, first + i, target < 0 ? 0 : weight(target));
                put(0, first + i, target < 0 ? 0 : loss(target, first + i, log, i));
            }
        }

        private double loss(int target, long row, double log, int i) {
            double loss = (log - (math.load(x, rows.at(0, row) + target) - most[i])) * weight(target);
            double smoothing = op.smoothing();
            return smoothing == 0 ? loss : (1 - smoothing) * loss + smoothing / length * (log * weights.sum - all[i]);
        }

        private void put(int result, long row, double value) {
            math.store(value, CpuBuffer.array(out[result]), (int) (out[result].offset() + row));
        }
    }

    private final class Backward extends Task {
        private final View output;
        private final Object g;
        private final Object logSums;

        Backward(CrossEntropy op, View[] in, View output, RowBlocks rows, Weights weights) {
            super(op, in[1], in[2], rows, weights);
            this.output = output;
            g = CpuBuffer.array(in[0]);
            logSums = CpuBuffer.array(in[3]);
        }

        @Override
        void block(long first, int count) {
            Object y = CpuBuffer.array(output);
            int start = (int) (output.offset() + first * length);
            for (int i = 0; i < count; i++) {
                double l = math.load(logSums, rows.at(3, first + i));
                math.with(ScalarOp.SUB, length, x, rows.at(0, first + i), l, y, start + i * length);
            }
            math.exp(count * length, y, start, y, start);
            for (int i = 0; i < count; i++) {
                finish(target(first + i), first + i, y, start + i * length);
            }
        }

        /** From the probabilities of a row to its gradient. */
        private void finish(int target, long row, Object y, int at) {
            double given = target < 0 ? 0 : math.load(g, rows.at(2, row));
            double smoothing = op.smoothing();
            double own = target < 0 ? 0 : (1 - smoothing) * given * weight(target);
            double even = given * smoothing / length;
            math.with(ScalarOp.MUL, length, y, at, own + even * weights.sum, y, at);
            if (smoothing > 0 && weights.array == null) {
                math.with(ScalarOp.SUB, length, y, at, even, y, at);
            } else if (smoothing > 0) {
                subtract(weights.array, even, y, at);
            }
            if (target >= 0) {
                math.store(math.load(y, at + target) - own, y, at + target);
            }
        }

        private void subtract(Object row, double factor, Object y, int at) {
            math.with(ScalarOp.MUL, length, row, 0, factor, buffer, 0);
            math.with(ScalarOp.SUB, length, y, at, buffer, 0, y, at);
        }
    }
}
