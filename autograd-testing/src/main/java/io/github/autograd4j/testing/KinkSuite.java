package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** Values and first and second derivatives at the points of {@link KinkCases}. */
final class KinkSuite {
    private final Conformance conformance;
    private final Conformance.Suite suite;

    KinkSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("kinks");
    }

    List<DynamicTest> tests(List<KinkCase> cases) {
        for (KinkCase c : cases) {
            for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
                if (conformance.dtypes.contains(dtype)) {
                    suite.add(c.name + "/" + dtype + "/value", () -> value(c, dtype));
                    suite.add(c.name + "/" + dtype + "/first", () -> first(c, dtype));
                    suite.add(c.name + "/" + dtype + "/second", () -> second(c, dtype));
                }
            }
        }
        return suite.atLeast(400);
    }

    private Tensor[] operands(KinkCase c, DType dtype) {
        Tensor[] x = new Tensor[c.operands];
        for (int i = 0; i < x.length; i++) {
            x[i] = column(c, i, dtype).on(conformance.device).requiresGrad(true);
        }
        return x;
    }

    /** A column of the table as a vector; where a row is too short, NaN. */
    private static Values column(KinkCase c, int column, DType dtype) {
        return Values.generate(
                dtype, Shape.of(c.rows.length), i -> column < c.rows[i[0]].length ? c.rows[i[0]][column] : Double.NaN);
    }

    private static void check(String what, KinkCase c, int column, Tensor actual, DType dtype) {
        Values expected = column(c, column, dtype);
        Tensor vector = actual.rank() == 0 ? actual.expand(c.rows.length) : actual;
        Values got = Values.of(vector);
        Values given =
                Values.generate(dtype, expected.shape(), i -> column < c.rows[i[0]].length ? got.at(i) : Double.NaN);
        Tolerance tolerance = new Tolerance(16 * Tolerance.unit(dtype), 1e-3 * Tolerance.unit(dtype));
        String difference = TensorAssert.difference(given, expected, tolerance);
        if (difference != null) {
            throw new AssertionError(what + " at " + column(c, 0, dtype) + ": " + difference);
        }
    }

    private void value(KinkCase c, DType dtype) {
        check("value", c, c.operands, c.call.apply(operands(c, dtype)), dtype);
    }

    private static List<Tensor> gradients(Tensor y, Tensor... x) {
        if (!y.requiresGrad()) {
            return Collections.nCopies(x.length, y.zerosLike());
        }
        List<Tensor> gradients = Autograd.grad(
                List.of(y), Arrays.asList(x), List.of(y.onesLike()), GradOptions.CREATE_GRAPH.allowingUnused());
        return gradients.stream().map(g -> g == null ? x[0].zerosLike() : g).toList();
    }

    private void first(KinkCase c, DType dtype) {
        Tensor[] x = operands(c, dtype);
        List<Tensor> gradients = gradients(c.call.apply(x), x);
        for (int i = 0; i < x.length; i++) {
            check("derivative by operand " + i, c, c.operands + 1 + i, gradients.get(i), dtype);
        }
    }

    /** Of one operand the second derivative; of two ∂²/∂a², ∂²/∂a∂b, ∂²/∂b². */
    private void second(KinkCase c, DType dtype) {
        Tensor[] x = operands(c, dtype);
        List<Tensor> first = gradients(c.call.apply(x), x);
        int column = 2 * c.operands + 1;
        for (int i = 0; i < x.length; i++) {
            List<Tensor> second = gradients(first.get(i), x);
            for (int j = i; j < x.length; j++) {
                check("second derivative by operands " + i + " and " + j, c, column++, second.get(j), dtype);
            }
        }
    }
}
