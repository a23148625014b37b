package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.spi.RawMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a program that closes nothing holds on a device, in a JVM whose heap is large enough that its collector would not
 * run by itself. {@code -Dautograd.soakSteps=100000} trains longer.
 */
class GarbageTest {
    private static final int STEPS = Integer.getInteger("autograd.soakSteps", 1000);
    private static final long BUDGET = 256L << 10;

    private static final Map<String, Double> LIVE = new ConcurrentHashMap<>();

    private static OtherJvm run(String device, String jvm, String... arguments) throws Exception {
        Path emulator = Path.of(System.getProperty("autograd.emulator", "none"), "lib12");
        if (device.equals("cuda")) {
            assumeThat(emulator)
                    .as("the emulated driver is not built: no C++ compiler")
                    .isDirectory();
        }
        List<String> options = new ArrayList<>(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-Xms512m",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                "-Dautograd.device=" + device,
                "-Dautograd.cuda.libraries=" + emulator,
                "-Dautograd.memory.garbageBudget=" + BUDGET));
        if (jvm != null) {
            options.addAll(List.of(jvm.split(" ")));
        }
        return OtherJvm.run(GarbageProgram.class, options.toArray(new String[0]), arguments);
    }

    /** What a step holds: all that it makes, which its scope keeps to the end, is at least what is live at a time. */
    private static double live(String device) throws Exception {
        Double known = LIVE.get(device);
        if (known == null) {
            known = run(device, null, "scoped", "3").numbers("peak")[0];
            LIVE.put(device, known);
        }
        return known;
    }

    @ParameterizedTest
    @CsvSource({
        "reference,",
        "reference, -XX:+DisableExplicitGC",
        "reference, -XX:+UseParallelGC",
        "reference, -XX:+UseSerialGC",
        "cuda,",
        "cuda, -XX:+DisableExplicitGC"
    })
    void aLoopWithoutScopesStaysWithinItsBudget(String device, String jvm) throws Exception {
        OtherJvm run = run(device, jvm, "naive", Integer.toString(STEPS));
        double live = live(device);
        assertThat(run.numbers("peak")[0]).isBetween(live + BUDGET / 2, live + BUDGET + RawMemory.ALIGNMENT);
        assertThat(run.numbers("loss")[0]).isLessThan(0.7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "cuda"})
    void aLoopWithScopesStaysAtThePeakOfItsSecondStep(String device) throws Exception {
        OtherJvm run = run(device, null, "scoped", Integer.toString(STEPS));
        assertThat(run.numbers("peak")[0]).isEqualTo(run.numbers("second")[0]);
        assertThat(run.numbers("loss")[0]).isLessThan(0.7);
    }

    /** They are born in a scope of the decomposition and leave it. */
    @Test
    void resultsOfDecomposedOperationsCountAsGarbageToo() throws Exception {
        OtherJvm run = run("reference", null, "decomposed", "200");
        assertThat(run.numbers("peak")[0]).isBetween(BUDGET / 2.0, 1.5 * BUDGET);
    }

    /** Nothing is closed, or everything. */
    @ParameterizedTest
    @CsvSource({"-Xmx512m,full", "-Xmx512m -XX:+DisableExplicitGC,full", "-XX:+DisableExplicitGC,closed"})
    void afterMemoryRanOutTheProgramGoesOn(String jvm, String mode) throws Exception {
        OtherJvm run = run("reference", jvm + " -Dautograd.memory.limit=2M", mode);
        assertThat(run.output().lines().filter(line -> line.startsWith("full"))).containsExactly("full 52", "full 52");
    }
}
