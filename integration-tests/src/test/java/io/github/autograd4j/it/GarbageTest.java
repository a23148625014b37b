package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.testing.ReferenceDevice;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a program that closes nothing holds on a device, in a JVM whose heap is large enough that its collector would not
 * run by itself. {@code -Dautograd.soakSteps=100000} trains longer.
 */
class GarbageTest {
    private static final int STEPS = Integer.getInteger("autograd.soakSteps", 500);
    private static final long BUDGET = 1L << 20;

    private static OtherJvm run(String jvm, String... arguments) throws Exception {
        String path = String.join(
                File.pathSeparator,
                OtherJvm.place(Tensor.class),
                OtherJvm.place(ReferenceDevice.class),
                OtherJvm.place("org.junit.jupiter.api.DynamicTest"),
                OtherJvm.place("org.junit.platform.commons.annotation.Testable"),
                OtherJvm.place("org.slf4j.Logger"),
                OtherJvm.place(GarbageProgram.class));
        List<String> options = new ArrayList<>(
                List.of("-cp", path, "-Xms512m", "-Dautograd.device=reference", "-Dautograd.memory.garbageBudget=1M"));
        if (!jvm.isEmpty()) {
            options.addAll(List.of(jvm.split(" ")));
        }
        return OtherJvm.run(GarbageProgram.class, options.toArray(new String[0]), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-XX:+DisableExplicitGC", "-XX:+UseParallelGC", "-XX:+UseSerialGC"})
    void aLoopWithoutScopesStaysWithinItsBudget(String jvm) throws Exception {
        OtherJvm run = run(jvm, "naive", Integer.toString(STEPS));
        double second = run.numbers("second")[0];
        assertThat(run.numbers("peak")[0]).isBetween(second + BUDGET / 2, 2 * second + BUDGET);
        assertThat(run.numbers("loss")[0]).isLessThan(0.7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-XX:+DisableExplicitGC"})
    void aLoopWithScopesStaysAtThePeakOfItsSecondStep(String jvm) throws Exception {
        OtherJvm run = run(jvm, "scoped", Integer.toString(STEPS));
        double second = run.numbers("second")[0];
        assertThat(run.numbers("peak")[0]).isBetween(second, 1.1 * second);
        assertThat(run.numbers("loss")[0]).isLessThan(0.7);
    }

    /** Where collections cannot be asked for, old garbage is not found, but what is closed is there again. */
    @ParameterizedTest
    @CsvSource({"-Xmx512m,full", "-XX:+DisableExplicitGC,closed"})
    void afterMemoryRanOutTheProgramGoesOn(String jvm, String mode) throws Exception {
        OtherJvm run = run(jvm + " -Dautograd.memory.limit=2M", mode);
        assertThat(run.output().lines().filter(line -> line.startsWith("full"))).containsExactly("full 52", "full 52");
    }
}
