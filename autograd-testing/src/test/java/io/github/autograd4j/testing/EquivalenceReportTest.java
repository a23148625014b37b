package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EquivalenceReportTest {
    private static OpCase find(String title) {
        return OpCases.all().stream()
                .filter(c -> c.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "sort(axis 1)", "softmax(axis 1)", "matmul", "layerNorm(one axis)"})
    void aRightDeviceIsEquivalent(String title) {
        EquivalenceReport report = EquivalenceReport.of(find(title), Device.of("toy"), EnumSet.allOf(DType.class));
        assertThat(report.samples()).isPositive();
        assertThat(report.isEquivalent()).as("%s", report).isTrue();
    }

    @Test
    void tellsWhereTheLargestDeviationIs() {
        Device broken = Device.of("broken:" + BrokenBackend.Mistake.INACCURATE_EXP.ordinal());
        EquivalenceReport report = EquivalenceReport.of(find("exp"), broken, Set.of(DType.FLOAT32));
        assertThat(report.isEquivalent()).isFalse();
        assertThat(report.forward().share()).isBetween(2.0, 100.0);
        assertThat(report.forward().where()).startsWith("float32 [");
        assertThat(report.forward().difference())
                .isEqualTo(Math.abs(report.forward().actual() - report.forward().expected()))
                .isPositive();
        assertThat(report.gradient().share()).isPositive();
    }

    @Test
    void integersAreExact() {
        Device broken = Device.of("broken:" + BrokenBackend.Mistake.TRUNCATED_DIVISION.ordinal());
        EquivalenceReport report = EquivalenceReport.of(find("floorDivide"), broken, Set.of(DType.INT32));
        assertThat(report.forward().share()).isInfinite();
    }

    @Test
    void failuresAreReported() {
        EquivalenceReport report = EquivalenceReport.of(find("exp"), Device.of("absent"), Set.of(DType.FLOAT32));
        assertThat(report.isEquivalent()).isFalse();
        assertThat(report.failures()).hasSize(report.samples()).allMatch(text -> text.contains("unavailable"));
    }

    @Test
    void sharesOfWhatIsAllowed() {
        Tolerance tolerance = new Tolerance(0.1, 1);
        Values expected = new Values(DType.FLOAT64, Shape.of(3), 10, Double.NaN, 0);
        Values actual = new Values(DType.FLOAT64, Shape.of(3), 11, Double.NaN, -0.0);
        assertThat(Deviation.of(actual, expected, tolerance, "x")).isEqualTo(new Deviation(0.5, 11, 10, "x at [0]"));
        Values wrong = new Values(DType.FLOAT64, Shape.of(3), 10, 1, 0);
        assertThat(Deviation.of(wrong, expected, tolerance, "x").isAllowed()).isFalse();
    }
}
