package io.github.autograd4j.autodiff;

import io.github.autograd4j.DType;
import io.github.autograd4j.DType.Category;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Formula;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.op.Reduce;
import io.github.autograd4j.spi.ReduceOp;
import java.util.List;
import java.util.function.UnaryOperator;

/** Binds formulas to the types of operands, by PyTorch's rules of promotion, and applies them. */
public final class Elementwise {
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private Elementwise() {}

    /** Applies a formula of one operand. */
    public static Tensor apply(Formula formula, Tensor x, double... scalars) {
        DType type = x.dtype();
        return Dispatcher.apply(formula.bind(type, type, null).op(scalars), x);
    }

    /** Applies a formula of one operand and a scalar of the language's floating type. */
    public static Tensor withScalar(Formula formula, Tensor x, double scalar) {
        DType type = x.dtype();
        DType promoted = type.isFloating() ? type : DType.FLOAT32;
        return Dispatcher.apply(formula.bind(promoted, type, null).op(scalar), x);
    }

    /** Applies a formula of one operand and an integer scalar; {@code general} takes it as a tensor if it is large. */
    public static Tensor withScalar(Formula formula, Formula general, Tensor x, long scalar) {
        if (scalar > EXACT_IN_DOUBLE || scalar < -EXACT_IN_DOUBLE) {
            return apply(general, x, Tensor.scalar(scalar).to(x.device()));
        }
        DType type = x.dtype();
        DType promoted = type == DType.BOOL ? DType.INT64 : type;
        return Dispatcher.apply(formula.bind(promoted, type, null).op(scalar), x);
    }

    /** Compares with an integer scalar; in int64, so that a scalar that the type cannot hold compares as the number it is. */
    public static Tensor compare(Formula formula, Formula general, Tensor x, long scalar) {
        DType type = x.dtype();
        if (type.isFloating() || type == DType.INT64 || scalar > EXACT_IN_DOUBLE || scalar < -EXACT_IN_DOUBLE) {
            return withScalar(formula, general, x, scalar);
        }
        return Dispatcher.apply(formula.bind(DType.INT64, type, null).op(scalar), x);
    }

    /** Applies a formula whose scalars are bounds; bounds between integers make integers floating. */
    public static Tensor bounded(Formula formula, Tensor x, double... bounds) {
        boolean fractional = false;
        for (double bound : bounds) {
            fractional |= bound != Math.rint(bound);
        }
        DType type = x.dtype();
        DType promoted = fractional && !type.isFloating() ? DType.FLOAT32 : type;
        return Dispatcher.apply(formula.bind(promoted, type, null).op(bounds), x);
    }

    /** Applies a formula of two operands. */
    public static Tensor apply(Formula formula, Tensor a, Tensor b, double... scalars) {
        DType x = a.dtype();
        DType y = b.dtype();
        DType promoted = formula.typing() == Formula.Typing.CONDITION ? y : x == y ? x : promoted(a, b);
        return Dispatcher.apply(formula.bind(promoted, x, y).op(scalars), a, b);
    }

    /** Applies a formula of three operands; of a condition only the last two are promoted. */
    public static Tensor apply(Formula formula, Tensor a, Tensor b, Tensor c, double... scalars) {
        DType promoted = formula.typing() == Formula.Typing.CONDITION ? promoted(b, c) : promoted(a, b, c);
        return Dispatcher.apply(
                formula.bind(promoted, a.dtype(), b.dtype(), c.dtype()).op(scalars), a, b, c);
    }

    /** Applies a formula of any number of operands and no scalars. */
    public static Tensor applyTo(Formula formula, Tensor... operands) {
        DType[] types = new DType[operands.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = operands[i].dtype();
        }
        return Dispatcher.apply(formula.bind(promoted(operands), types).op(), operands);
    }

    /**
     * Computes a function of several elements in float32 if the operand has a half type, and rounds once at the end: a
     * sum on the way to a mean may exceed what the type can hold.
     */
    public static Tensor widened(Tensor x, UnaryOperator<Tensor> function) {
        return isHalf(x.dtype()) ? function.apply(x.to(DType.FLOAT32)).to(x.dtype()) : function.apply(x);
    }

    /** Tells whether a type is stored in two bytes and computed with in four. */
    public static boolean isHalf(DType type) {
        return type.isFloating() && type.byteSize() == 2;
    }

    /** Σ of a formula's values along axes, in one pass. */
    public static Tensor sumOf(
            Formula formula, List<Integer> axes, boolean keepDims, Tensor x, Tensor y, double... scalars) {
        return sumOf(formula.bind(promoted(x, y), x.dtype(), y.dtype()).op(scalars), axes, keepDims, x, y);
    }

    /** Σ of a formula's values along axes, in one pass. */
    public static Tensor sumOf(Formula formula, List<Integer> axes, boolean keepDims, Tensor x, double... scalars) {
        return sumOf(formula.bind(x.dtype(), x.dtype(), null).op(scalars), axes, keepDims, x);
    }

    private static Tensor sumOf(Pointwise function, List<Integer> axes, boolean keepDims, Tensor... operands) {
        return Dispatcher.apply(new Reduce(ReduceOp.SUM, function, axes, keepDims), operands);
    }

    /**
     * Returns the type of a result: that of the tensors with axes, which a tensor without axes raises only to another
     * category.
     */
    public static DType promoted(Tensor... operands) {
        DType withAxes = null;
        DType without = null;
        for (Tensor operand : operands) {
            DType type = operand.dtype();
            if (operand.rank() > 0) {
                withAxes = withAxes == null ? type : DType.promote(withAxes, type);
            } else {
                without = without == null ? type : DType.promote(without, type);
            }
        }
        if (withAxes == null || without == null) {
            return withAxes == null ? without : withAxes;
        }
        Category raised = without.category();
        return raised.compareTo(withAxes.category()) > 0 ? DType.promote(withAxes, without) : withAxes;
    }
}
