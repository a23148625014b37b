package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;

/** Derivatives: against differences in float64, of second order too; and in other types against the reference device. */
final class GradientSuite {
    private final Conformance conformance;
    private final Conformance.Suite suite;

    GradientSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("gradient");
    }

    List<DynamicTest> tests(Iterable<OpCase> cases) {
        for (OpCase c : cases) {
            if (c.orders() == 0) {
                continue;
            }
            for (DType dtype : conformance.dtypes(c)) {
                if (dtype.isFloating()) {
                    for (OpCase.Sample sample : c.samples(dtype)) {
                        add(c, dtype, sample);
                    }
                }
            }
        }
        return suite.atLeast(4000);
    }

    private void add(OpCase c, DType dtype, OpCase.Sample sample) {
        String title = c.title() + "/" + dtype + "/" + sample.shapes();
        // Differences of rounded results say nothing.
        boolean smooth = dtype == DType.FLOAT64 && c.resultType(dtype) == DType.FLOAT64;
        for (Placement placement : Placement.of(sample.operands())) {
            boolean expanded = placement.suffix().contains("expanded");
            if (!expanded && smooth) {
                suite.add(
                        title + placement.suffix() + "/gradcheck",
                        () -> GradCheck.gradcheck(c::call, leaves(sample.operands(), placement, conformance.device)));
            }
            if (placement.suffix().isEmpty() && smooth && c.orders() > 1) {
                suite.add(
                        title + "/gradgradcheck",
                        () -> GradCheck.gradgradcheck(
                                c::call, leaves(sample.operands(), placement, conformance.device)));
            }
            if (!smooth && !conformance.isReference() && placement.suffix().isEmpty()) {
                suite.add(title + "/gradient", () -> compare(c, sample.operands(), placement));
            }
        }
    }

    /** The operands, of which the floating ones want gradients. */
    static Tensor[] leaves(Values[] x, Placement placement, Device device) {
        return Arrays.stream(placement.place(x, device))
                .map(t -> t.dtype().isFloating() ? t.detach().requiresGrad(true) : t)
                .toArray(Tensor[]::new);
    }

    private void compare(OpCase c, Values[] x, Placement placement) {
        List<Tensor> actual = gradients(c, leaves(x, placement, conformance.device));
        List<Tensor> expected = gradients(c, leaves(x, placement, Conformance.REFERENCE));
        for (int i = 0; i < expected.size(); i++) {
            if ((expected.get(i) == null) != (actual.get(i) == null)) {
                throw new AssertionError("gradient " + i + " is " + actual.get(i) + ", expected " + expected.get(i));
            }
            if (expected.get(i) != null) {
                TensorAssert.assertThat(actual.get(i))
                        .as("gradient %s", i)
                        .isCloseTo(expected.get(i), tolerance(c, expected.get(i).dtype()));
            }
        }
    }

    static Tolerance tolerance(OpCase c, DType dtype) {
        return Tolerance.of(dtype, c.opClass() == OpClass.PRODUCT ? OpClass.PRODUCT : OpClass.REDUCTION);
    }

    /** The gradients of some combination of the results, null where there is none. */
    static List<Tensor> gradients(OpCase c, Tensor... x) {
        List<Tensor> outputs = new ArrayList<>();
        List<Tensor> cotangents = new ArrayList<>();
        for (Tensor output : c.call(x)) {
            if (output.requiresGrad()) {
                SplittableRandom random = new SplittableRandom(7);
                Domain domain = new Domain(-2, 2, 0);
                outputs.add(output);
                cotangents.add(
                        Values.generate(output.dtype(), output.shape(), i -> domain.sample(random, DType.FLOAT64))
                                .on(output.device()));
            }
        }
        List<Tensor> wanted = Arrays.stream(x).filter(Tensor::requiresGrad).toList();
        return Autograd.grad(outputs, wanted, cotangents, GradOptions.DEFAULT.allowingUnused());
    }
}
