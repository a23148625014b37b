package io.github.autograd4j.viz;

import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Instruction;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What stands in a node, as lines of plain text. */
final class Caption {
    /** Larger tensors are described instead of written out. */
    private static final int MOST_ELEMENTS = 36;

    private static final int LONGEST_AXIS = 6;

    private static final MathContext DIGITS = new MathContext(4);
    private static final double SMALL = 1e-4;
    private static final double LARGE = 1e8;

    private Caption() {}

    /** The name of an operation with its scalar arguments. */
    static String of(Op op) {
        if (!(op instanceof Pointwise pointwise) || pointwise.scalars().length == 0) {
            return op.name();
        }
        String scalars =
                DoubleStream.of(pointwise.scalars()).mapToObj(Caption::number).collect(Collectors.joining(", "));
        return op.name() + "(" + scalars + (startsWithScalar(pointwise.program()) ? ", ·)" : ")");
    }

    /** Tells 1/x from x/1, which have the same name. */
    private static boolean startsWithScalar(PointwiseProgram program) {
        Instruction last = program.instruction(program.size() - 1);
        return last.a() >= 0 && program.instruction(last.a()).op() == ScalarOp.SCALAR;
    }

    /** The values of a tensor as they are printed, or what they are like. */
    @SuppressWarnings("try")
    static List<String> of(Tensor tensor) {
        try (Scope ignored = Scope.open()) {
            if (isSmall(tensor.shape())) {
                return values(tensor.detach().toString(), tensor.rank() == 0);
            }
            DoubleSummaryStatistics statistics =
                    DoubleStream.of(tensor.toDoubleArray()).summaryStatistics();
            String min = number(statistics.getMin());
            String max = number(statistics.getMax());
            return List.of(tensor.describe(), min.equals(max) ? "all " + min : min + " … " + max);
        }
    }

    private static boolean isSmall(Shape shape) {
        boolean small = shape.numel() <= MOST_ELEMENTS;
        for (long dim : shape.toArray()) {
            small &= dim <= LONGEST_AXIS;
        }
        return small;
    }

    /** Takes off what surrounds the values. */
    private static List<String> values(String text, boolean scalar) {
        int start = "tensor(".length();
        int end = scalar ? text.length() - 1 : text.lastIndexOf(']') + 1;
        if (scalar && text.indexOf(',') >= 0) {
            end = text.indexOf(',');
        }
        return text.substring(start, end)
                .lines()
                .map(line -> line.startsWith("       ") ? line.substring(start) : line)
                .toList();
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return value != 0 && Math.abs(value) < SMALL || Math.abs(value) > LARGE
                ? rounded.toString()
                : rounded.toPlainString();
    }
}
