package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.spi.ReduceOp;

/** The accumulators of {@code combine.cuh}. */
final class Accumulation {
    private Accumulation() {}

    /** What a reduction of elements of a type accumulates in. */
    static String of(ReduceOp op, DType type) {
        return switch (op) {
            case SUM -> sum(type);
            case PROD -> "Product<" + wide(type) + ">";
            case MAX -> "Bound<" + value(type) + ", 1>";
            case MIN -> "Bound<" + value(type) + ", -1>";
        };
    }

    private static String sum(DType type) {
        boolean compensated = type == DType.FLOAT32 || type == DType.FLOAT64;
        return (compensated ? "CompensatedSum<" : "Sum<") + wide(type) + ">";
    }

    /** What a reduction's result is before it is stored. */
    static String result(ReduceOp op, DType type) {
        return op == ReduceOp.SUM || op == ReduceOp.PROD ? wide(type) : value(type);
    }

    /** The type in which elements are combined: that of their arithmetic, but int for bool. */
    static String value(DType type) {
        return type == DType.BOOL ? "int" : CTypes.compute(type);
    }

    private static String wide(DType type) {
        return type.isFloating() ? value(type) : "long long";
    }
}
