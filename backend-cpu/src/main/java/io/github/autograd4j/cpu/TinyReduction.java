package io.github.autograd4j.cpu;

import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/** Reductions of a handful of elements, one after the other and without preparation. */
final class TinyReduction {
    private TinyReduction() {}

    static void run(ReduceOp op, ProgramCode code, double[] scalars, View[] inputs, int[] axes, View output) {
        Shape shape = inputs[0].shape();
        int result = code.output[0];
        boolean floating = code.type[result].isFloating();
        int outputs = (int) output.numel();
        int length = (int) shape.numel() / outputs;
        long[] values = Scratch.mine().values(code.size);
        for (int o = 0; o < outputs; o++) {
            int first = index(shape, axes, false, o);
            double real = 0;
            long whole = 0;
            for (int r = 0; r < length; r++) {
                ElementInterpreter.compute(code, scalars, inputs, first + index(shape, axes, true, r), values);
                long bits = values[result];
                if (floating) {
                    double x = Double.longBitsToDouble(bits);
                    real = r == 0 ? x : combine(op, real, x);
                } else {
                    whole = r == 0 ? bits : combine(op, whole, bits);
                }
            }
            long bits = floating ? Double.doubleToRawLongBits(real) : whole;
            Cells.store(output.dtype(), CpuBuffer.array(output), (int) output.offset() + o, bits);
        }
    }

    private static double combine(ReduceOp op, double a, double b) {
        return switch (op) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    private static long combine(ReduceOp op, long a, long b) {
        return switch (op) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    /** The row-major index of the element at a position along the reduced axes, or the others, and 0 along the rest. */
    private static int index(Shape shape, int[] axes, boolean reduced, int position) {
        int rest = position;
        int index = 0;
        int next = axes.length - 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            boolean member = next >= 0 && axes[next] == axis;
            if (member) {
                next--;
            }
            if (member == reduced) {
                int size = (int) shape.dim(axis);
                index += rest % size * (int) shape.contiguousStride(axis);
                rest /= size;
            }
        }
        return index;
    }
}
