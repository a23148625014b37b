package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DynamicTest;

/** On devices with managed memory: nothing is left when a scope ends, whatever was done in it. */
final class MemorySuite {
    private final Conformance conformance;
    private final Conformance.Suite suite;
    private final LongSupplier live;

    MemorySuite(Conformance conformance, LongSupplier live) {
        this.conformance = conformance;
        this.suite = conformance.suite("memory");
        this.live = live;
    }

    List<DynamicTest> tests(Iterable<OpCase> cases) {
        for (OpCase c : cases) {
            for (DType dtype : conformance.dtypes(c)) {
                if (dtype == DType.FLOAT32 || dtype == DType.INT64) {
                    OpCase.Sample sample = c.samples(dtype).get(c.samples(dtype).size() > 3 ? 3 : 0);
                    suite.add(
                            c.title() + "/" + dtype + "/forward",
                            () -> nothingStays(() -> c.call(place(sample, false))));
                    if (c.orders() > 0 && dtype.isFloating()) {
                        suite.add(c.title() + "/recorded", () -> nothingStays(() -> c.call(place(sample, true))));
                        suite.add(c.title() + "/backward", () -> nothingStays(() -> differentiate(c, sample)));
                    }
                }
            }
        }
        suite.add("what is kept stays until it is closed", this::keeping);
        suite.add("gradients of leaves outlive the scope", this::leaves);
        return suite.atLeast(900);
    }

    private Tensor[] place(OpCase.Sample sample, boolean leaves) {
        return Arrays.stream(sample.operands())
                .map(v -> v.on(conformance.device))
                .map(t -> leaves && t.dtype().isFloating() ? t.requiresGrad(true) : t)
                .toArray(Tensor[]::new);
    }

    private void differentiate(OpCase c, OpCase.Sample sample) {
        Tensor[] x = place(sample, true);
        List<Tensor> outputs = new ArrayList<>();
        List<Tensor> cotangents = new ArrayList<>();
        for (Tensor output : c.call(x)) {
            if (output.requiresGrad()) {
                outputs.add(output);
                cotangents.add(output.onesLike());
            }
        }
        List<Tensor> wanted = Arrays.stream(x).filter(Tensor::requiresGrad).toList();
        Autograd.grad(outputs, wanted, cotangents, GradOptions.DEFAULT.allowingUnused());
    }

    @SuppressWarnings("try") // closing the scope is what is tested
    private void nothingStays(Runnable body) {
        long[] left = new long[2];
        for (int round = 0; round < 2; round++) {
            // Once to warm up: constants that the library keeps are not leaks.
            long before = live.getAsLong();
            try (Scope scope = Scope.open()) {
                body.run();
            }
            left[round] = live.getAsLong() - before;
        }
        if (left[1] > 0) {
            throw new AssertionError(left[1] + " bytes are left after the scope"
                    + (conformance.isReference() ? "\n" + ReferenceDevice.report() : ""));
        }
    }

    @SuppressWarnings("try")
    private void keeping() {
        long before = live.getAsLong();
        Tensor kept = Scope.tidy(() ->
                Tensor.ones(Shape.of(100), DType.FLOAT32, conformance.device).add(1.0));
        long during = live.getAsLong() - before;
        kept.close();
        long after = live.getAsLong() - before;
        if (during < 400 || after > 0) {
            throw new AssertionError("bytes held: " + during + " while kept, " + after + " after");
        }
    }

    @SuppressWarnings("try")
    private void leaves() {
        Tensor leaf =
                Tensor.ones(Shape.of(10), DType.FLOAT32, conformance.device).requiresGrad(true);
        try (Scope step = Scope.open()) {
            leaf.mul(3.0).sum().backward();
        }
        TensorAssert.assertThat(leaf.grad()).hasElements(Tolerance.EXACT, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
    }
}
