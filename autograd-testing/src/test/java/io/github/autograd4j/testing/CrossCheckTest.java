package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.testing.BrokenBackend.Mistake;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrossCheckTest {
    private static final Set<String> SOME = Set.of(
            "exp", "add", "sum", "amax", "argmax", "floorDivide", "matmul", "scatterAdd", "sort", "where", "softmax");

    private static CrossCheck against(Mistake mistake, double factor) {
        return CrossCheck.of(Conformance.REFERENCE, Device.of("broken:" + mistake.ordinal()), factor);
    }

    /** Runs the samples of some operations, whose results are not looked at, and returns who disagreed. */
    private static List<Disagreement> disagreements(Device device) {
        List<Disagreement> found = new ArrayList<>();
        Conformance conformance = new Conformance(device, EnumSet.allOf(DType.class), Set.of());
        List<OpCase> cases =
                OpCases.all().stream().filter(c -> SOME.contains(c.name())).toList();
        List<DynamicTest> tests = new ArrayList<>(new ForwardSuite(conformance).collect(cases));
        tests.addAll(new KinkSuite(conformance).tests(KinkCases.all()));
        tests.addAll(new RandomSuite(conformance).tests());
        for (DynamicTest test : tests) {
            try {
                test.getExecutable().execute();
            } catch (Throwable e) {
                if (e.getCause() instanceof Disagreement disagreement) {
                    found.add(disagreement);
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void findsMistakes(Mistake mistake) {
        try (CrossCheck check = against(mistake, 1)) {
            List<Disagreement> found = disagreements(check.device());
            assertThat(found).as("disagreements because of %s", mistake).isNotEmpty();
        }
    }

    @Test
    void namesOperationOperandsIndexAndValues() {
        try (CrossCheck check = against(Mistake.INACCURATE_EXP, 1)) {
            Tensor x = Tensor.of(0f, 1f, 2f).to(check.device());
            Disagreement found = catchThrowableOfType(Disagreement.class, x::exp);
            assertThat(found)
                    .hasMessageMatching(
                            "crossCheck: exp of float32\\[3]: result 0 of float32\\[3] differs at \\[2]: 7\\.389\\d+ on"
                                    + " reference:0, 7\\.389\\d+ on broken:5 \\(difference 7\\.\\d+e-05, allowed \\d\\.\\d+e-0[56]\\)");
            assertThat(found.operation()).isEqualTo("exp");
            assertThat(found.index()).containsExactly(2);
            assertThat(found.actual()).isGreaterThan(found.expected() + found.allowed());
        }
    }

    @Test
    void checksGradients() {
        try (CrossCheck check = against(Mistake.INACCURATE_SUM, 1)) {
            Tensor bias = Tensor.of(1f, 2f).to(check.device()).requiresGrad(true);
            Tensor y =
                    Tensor.ones(Shape.of(3, 2), DType.FLOAT32, check.device()).mul(bias);
            Disagreement found = catchThrowableOfType(
                    Disagreement.class, () -> y.backward(Tensor.ones(y.shape(), y.dtype(), y.device())));
            assertThat(found.operation()).isEqualTo("reduce SUM");
        }
    }

    @Test
    void goesOnWithTheFirstDevicesValues() {
        try (CrossCheck check = against(Mistake.INACCURATE_EXP, 100)) {
            Tensor x = Tensor.of(0f, 1f, 2f);
            Tensor y = x.to(check.device());
            for (int i = 0; i < 20; i++) {
                x = x.neg().exp();
                y = y.neg().exp();
            }
            TensorAssert.assertThat(y).isCloseTo(x, Tolerance.of(DType.FLOAT32, OpClass.COMPOSITE));
            assertThat(check.comparisons()).containsEntry("exp", 20L).containsEntry("neg", 20L);
        }
    }

    /** The sum is far smaller than its terms: their rounding is no mistake, but a part in 10⁵ of the sum is none either. */
    @Test
    void allowsCancellation() {
        Tensor x = Rng.of(1).rand(1000).sub(0.5);
        Tensor zero = x.sub(x.mean());
        try (CrossCheck check = against(Mistake.INACCURATE_SUM, 1)) {
            zero.to(check.device()).sum();
            assertThatThrownBy(() -> x.mul(x).to(check.device()).sum()).isInstanceOf(Disagreement.class);
        }
    }

    @Test
    void randomNumbersAgree() {
        try (CrossCheck check = CrossCheck.of(Conformance.REFERENCE, Device.of("toy"))) {
            Tensor x = Rng.of(3).randn(Shape.of(7), DType.FLOAT32, check.device());
            TensorAssert.assertThat(x)
                    .isCloseTo(
                            Rng.of(3).randn(Shape.of(7), DType.FLOAT32, Conformance.REFERENCE),
                            Tolerance.of(DType.FLOAT32, OpClass.TRANSCENDENTAL));
        }
    }

    @Test
    void aClosedCheckIsNoDevice() {
        CrossCheck check = CrossCheck.of(Conformance.REFERENCE, Device.of("toy"));
        Device device = check.device();
        assertThat(device.info().detail()).isEqualTo("reference:0 compared with toy:0");
        assertThat(Device.all()).doesNotContain(device);
        check.close();
        assertThatThrownBy(device::info)
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("no provider of type crosscheck");
        assertThatThrownBy(check::close).isInstanceOf(IllegalArgumentException.class);
    }
}
