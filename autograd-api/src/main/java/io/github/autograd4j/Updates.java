package io.github.autograd4j;

import io.github.autograd4j.autodiff.InPlace;
import io.github.autograd4j.op.Formula;

/** Element-wise operations whose result replaces the first operand's elements. */
final class Updates {
    private Updates() {}

    static void apply(String name, Formula formula, Tensor target, Tensor other) {
        DType type = target.dtype();
        if (other.dtype().category().compareTo(type.category()) > 0) {
            throw new DTypeException(name + ": " + target.describe() + " cannot take the result of adding "
                    + other.describe() + "; convert that with to(dtype)");
        }
        InPlace.update(name, formula.bind(type, type, other.dtype()).op(), new Tensor[] {target, other}, target);
    }

    static void apply(String name, Formula formula, Tensor target, double scalar) {
        DType type = target.dtype();
        if (!type.isFloating() && scalar != Math.rint(scalar)) {
            throw new DTypeException(
                    name + ": " + target.describe() + " cannot take the result of a factor of " + scalar);
        }
        InPlace.update(name, formula.bind(type, type, null).op(scalar), new Tensor[] {target}, target);
    }
}
