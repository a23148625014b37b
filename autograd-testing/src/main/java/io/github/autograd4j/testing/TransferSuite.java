package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** Copies to the host and to the reference device and back, of every type and layout; gradients come back, too. */
final class TransferSuite {
    private static final Shape[] SHAPES = {Shape.SCALAR, Shape.of(5), Shape.of(3, 4), Shape.of(2, 1, 3), Shape.of(0, 2)
    };

    private final Conformance conformance;
    private final Conformance.Suite suite;

    TransferSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("transfers");
    }

    List<DynamicTest> tests() {
        for (DType dtype : DType.values()) {
            for (Shape shape : SHAPES) {
                for (Layout layout : Layout.values()) {
                    if (conformance.dtypes.contains(dtype) && layout.suits(shape)) {
                        String title = dtype + "/" + shape.toString().replace(" ", "") + "/" + layout;
                        suite.add(title, () -> roundTrip(dtype, shape, layout));
                    }
                }
            }
        }
        suite.add("gradients", this::gradient);
        return suite.atLeast(80);
    }

    private void roundTrip(DType dtype, Shape shape, Layout layout) {
        double[] specials = Specials.of(dtype).elements();
        Values x = layout.adapt(Values.generate(dtype, shape, i -> specials[sum(i) % specials.length]));
        Tensor here = layout.place(x, conformance.device);
        Tensor there = here.to(Conformance.REFERENCE);
        TensorAssert.assertThat(here).isOn(conformance.device).isCloseTo(x, Tolerance.EXACT);
        TensorAssert.assertThat(there).isOn(Conformance.REFERENCE).isCloseTo(x, Tolerance.EXACT);
        Tensor back = layout.place(x, Conformance.REFERENCE).to(conformance.device);
        TensorAssert.assertThat(back).isOn(conformance.device).isCloseTo(x, Tolerance.EXACT);
    }

    private static int sum(int... index) {
        int sum = 0;
        for (int i : index) {
            sum += i;
        }
        return sum;
    }

    private void gradient() {
        Tensor x = new Values(DType.FLOAT32, Shape.of(2), 3, -4)
                .on(conformance.device)
                .requiresGrad(true);
        x.square()
                .to(Conformance.REFERENCE)
                .square()
                .to(conformance.device)
                .sum()
                .backward();
        TensorAssert.assertThat(x.grad()).isOn(conformance.device).hasElements(Tolerance.EXACT, 108, -256);
    }
}
