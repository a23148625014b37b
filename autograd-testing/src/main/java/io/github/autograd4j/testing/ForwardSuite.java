package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** Results of every operation, on every type, shape and layout, against the oracle and the reference device. */
final class ForwardSuite {
    private final Conformance conformance;
    private final Conformance.Suite suite;

    ForwardSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("forward");
    }

    List<DynamicTest> tests(Iterable<OpCase> cases) {
        collect(cases);
        return suite.atLeast(20000);
    }

    /** The tests of some cases, however few. */
    List<DynamicTest> collect(Iterable<OpCase> cases) {
        for (OpCase c : cases) {
            for (DType dtype : conformance.dtypes(c)) {
                // Integers have divisors and exponents that are errors.
                if (c.isElementwise() && !conformance.isReference() && (dtype.isFloating() || c.isTotal())) {
                    suite.add(c.title() + "/" + dtype + "/specials", () -> specials(c, dtype));
                }
                for (OpCase.Sample sample : c.samples(dtype)) {
                    String title = c.title() + "/" + dtype + "/" + sample.shapes();
                    for (Placement placement : placements(dtype, sample)) {
                        suite.add(title + placement.suffix(), () -> check(c, dtype, sample.operands(), placement));
                    }
                }
            }
        }
        return suite.atLeast(0);
    }

    /** For two types every operand in every layout; for the others, whose kernels share their index arithmetic, fewer. */
    private static List<Placement> placements(DType dtype, OpCase.Sample sample) {
        List<Placement> all = Placement.of(sample.operands());
        return dtype == DType.FLOAT32 || dtype == DType.INT64
                ? all
                : all.stream().filter(Placement::isUniform).toList();
    }

    private void check(OpCase c, DType dtype, Values[] operands, Placement placement) {
        Values[] x = placement.adapt(operands);
        Tensor[] results = c.call(placement.place(x, conformance.device));
        if (c.hasOracle()) {
            compare(c, results, c.expected(dtype, x));
        }
        if (!conformance.isReference()) {
            Tensor[] truth = c.call(placement.place(x, Conformance.REFERENCE));
            compare(c, results, Arrays.stream(truth).map(Values::of).toArray(Values[]::new));
        }
        for (int i = 0; i < x.length; i++) {
            // No operation changes its operands.
            TensorAssert.assertThat(placement.place(x, conformance.device)[i]).isCloseTo(x[i], Tolerance.EXACT);
        }
    }

    /** No loops on the host know all conventions there: the reference device is the oracle. */
    private void specials(OpCase c, DType dtype) {
        Values[] x = c.operandCount() == 1 ? new Values[] {Specials.of(dtype)} : Specials.pairs(dtype);
        Tensor[] actual = new Tensor[x.length];
        Tensor[] expected = new Tensor[x.length];
        for (int i = 0; i < x.length; i++) {
            Values operand = x[i].to(c.operandType(i, dtype));
            actual[i] = operand.on(conformance.device);
            expected[i] = operand.on(Conformance.REFERENCE);
        }
        compare(
                c,
                c.call(actual),
                Arrays.stream(c.call(expected)).map(Values::of).toArray(Values[]::new));
    }

    static void compare(OpCase c, Tensor[] actual, Values... expected) {
        if (actual.length != expected.length) {
            throw new AssertionError(c.title() + ": " + actual.length + " results, expected " + expected.length);
        }
        for (int k = 0; k < actual.length; k++) {
            TensorAssert.assertThat(actual[k])
                    .as("result %s", k)
                    .isCloseTo(expected[k], Tolerance.of(expected[k].dtype(), c.opClass()));
        }
    }
}
