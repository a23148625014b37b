package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.testing.BrokenBackend.Mistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The suites find mistakes: each broken device fails some of their tests, and not because everything fails. */
class BrokenDevicesTest {
    private static final Set<String> SOME = Set.of(
            "exp", "add", "sum", "amax", "argmax", "floorDivide", "matmul", "scatterAdd", "sort", "where", "softmax");

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void isFound(Mistake mistake) {
        Device device = Device.of("broken:" + mistake.ordinal());
        Conformance conformance = new Conformance(device, EnumSet.allOf(DType.class), Set.of());
        List<DynamicTest> tests = new ArrayList<>();
        List<OpCase> cases =
                OpCases.all().stream().filter(c -> SOME.contains(c.name())).toList();
        tests.addAll(new ForwardSuite(conformance).collect(cases));
        tests.addAll(new KinkSuite(conformance).tests(KinkCases.all()));
        tests.addAll(new RandomSuite(conformance).tests());
        List<String> failed = new ArrayList<>();
        for (DynamicTest test : tests) {
            try {
                test.getExecutable().execute();
            } catch (Throwable e) {
                failed.add(test.getDisplayName());
            }
        }
        System.out.println(mistake + ": " + failed.size() + " of " + tests.size() + " fail, such as "
                + Arrays.asList(failed.toArray()).subList(0, Math.min(3, failed.size())));
        assertThat(failed)
                .as("tests that fail because of %s", mistake)
                .isNotEmpty()
                .hasSizeLessThan(tests.size() * 9 / 10);
    }
}
