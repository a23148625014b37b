package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** Composites, for which a device may have kernels of its own, against their decompositions on the same device. */
final class FusedSuite {
    private final Conformance conformance;
    private final Conformance.Suite suite;

    FusedSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("fused");
    }

    List<DynamicTest> tests(Iterable<CompositeCase> cases) {
        for (CompositeCase c : cases) {
            for (DType dtype : conformance.dtypes(c.call())) {
                for (OpCase.Sample sample : c.call().samples(dtype)) {
                    for (Placement placement : Placement.of(sample.operands())) {
                        String title = c.call().title() + "/" + dtype + "/" + sample.shapes() + placement.suffix();
                        suite.add(title, () -> check(c, dtype, placement, sample.operands()));
                    }
                }
            }
        }
        return suite.atLeast(150);
    }

    private void check(CompositeCase c, DType dtype, Placement placement, Values... operands) {
        Values[] x = placement.adapt(operands);
        Tensor[] leaves = leaves(placement, x);
        Tensor[] others = leaves(placement, x);
        Tensor[] whole = c.call().call(leaves);
        Tensor[] parts = Arrays.copyOf(c.composite().decompose(others), whole.length);
        Tolerance tolerance = Tolerance.of(dtype, OpClass.COMPOSITE);
        for (int k = 0; k < whole.length; k++) {
            TensorAssert.assertThat(whole[k])
                    .as("result %s", k)
                    .isCloseTo(parts[k], whole[k].dtype().isFloating() ? tolerance : Tolerance.EXACT);
        }
        List<Tensor> actual = gradients(whole, leaves);
        List<Tensor> expected = gradients(parts, others);
        for (int i = 0; i < actual.size(); i++) {
            if (actual.get(i) == null) {
                continue; // not differentiable in this operand, or not a function of it
            }
            TensorAssert.assertThat(actual.get(i)).as("gradient %s", i).isCloseTo(expected.get(i), tolerance);
        }
    }

    private Tensor[] leaves(Placement placement, Values... x) {
        return Arrays.stream(placement.place(x, conformance.device))
                .map(t -> t.dtype().isFloating() ? t.detach().requiresGrad(true) : t)
                .toArray(Tensor[]::new);
    }

    private static List<Tensor> gradients(Tensor[] outputs, Tensor... x) {
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> cotangents = new ArrayList<>();
        for (Tensor output : outputs) {
            if (output.requiresGrad()) {
                recorded.add(output);
                cotangents.add(Values.generate(
                                output.dtype(),
                                output.shape(),
                                i -> 1 + Arrays.stream(i).sum() % 3)
                        .on(output.device()));
            }
        }
        List<Tensor> wanted = Arrays.stream(x).filter(Tensor::requiresGrad).toList();
        return Autograd.grad(recorded, wanted, cotangents, GradOptions.DEFAULT.allowingUnused());
    }
}
