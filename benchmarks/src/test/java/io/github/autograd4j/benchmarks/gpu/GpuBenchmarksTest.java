package io.github.autograd4j.benchmarks.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuBenchmarksTest {
    @TempDir
    Path folder;

    /** On the CPU, to see that everything runs and that the workloads are the right ones: their losses are checked. */
    @Test
    void everythingRuns() throws IOException {
        Path json = folder.resolve("results.jsonl");
        GpuBenchmarks.main(
                "--device",
                "cpu",
                "--tiny",
                "--json",
                json.toString(),
                "--only",
                "copy,gemm,train,pointwise,reduce,loss,launch");
        List<Result> results =
                Files.readAllLines(json).stream().map(Result::parse).toList();
        assertThat(results).doesNotContainNull().allMatch(r -> !r.unit().equals("failed"), "did not fail");
        assertThat(results)
                .extracting(Result::benchmark)
                .contains("copy", "gemm 32", "step W4_SGD", "step W9", "step W10", "sum of rows", "add of 32 elements");
        assertThat(results).allMatch(r -> r.value() > 0, "is positive");
    }

    @Test
    void stopsWhenTimeIsUp() throws IOException {
        Path json = folder.resolve("results.jsonl");
        GpuBenchmarks.run(new Settings(Device.cpu(), 0, json, true, List.of()), GpuBenchmarks::goOn);
        assertThat(json).doesNotExist();
    }

    @Test
    void failuresAreResultsAndReachWhoRunsTheParts() throws IOException {
        Path json = folder.resolve("results.jsonl");
        List<String> caught = new ArrayList<>();
        Parts parts = (name, body) -> assertThatThrownBy(body::run).satisfies(e -> caught.add(name + ": " + e));
        Bench bench = new Bench(new Settings(Device.cpu(), 10, json, true, List.of()), parts, System.out);
        bench.part("wrong", "tf32", () -> {
            throw new IllegalStateException("a \"quoted\"\nreason");
        });
        assertThat(caught).singleElement().asString().startsWith("wrong, tf32: java.lang.IllegalStateException");
        assertThat(Result.parse(Files.readString(json)))
                .isEqualTo(new Result("autograd4j", "wrong", "tf32", -1, "failed", "a \"quoted\" reason"));
    }

    @Test
    void othersAreMeasuredAfterAFailure() {
        GpuBenchmarks.goOn("wrong", () -> {
            throw new AssertionError("on purpose");
        });
    }

    /** A call that takes ten milliseconds until it is compiled. */
    @Test
    void warmsUpBeforeItMeasures() {
        AtomicLong nanos = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        Bench bench = new Bench(
                new Settings(Device.cpu(), 10, null, false, List.of()), GpuBenchmarks::goOn, System.out, nanos::get);
        double seconds =
                bench.seconds(20, () -> nanos.addAndGet(calls.incrementAndGet() <= 90 ? 10_000_000 : 1_000_000));
        assertThat(seconds).isEqualTo(1e-3, within(1e-9));
    }

    @Test
    void resultsAreLaidSideBySide() {
        List<String> lines = ComparisonTable.lines(List.of(
                new Result("autograd4j", "copy", "float32", 2500, "GB/s", ""),
                new Result("autograd4j", "step W5", "float32", 1.25, "ms", ""),
                new Result("torch eager", "step W5", "float32", 2.5, "ms", ""),
                new Result("torch eager", "step W6", "tf32", -1, "failed", "no reason")));
        assertThat(lines)
                .containsExactly(
                        "| benchmark | precision | autograd4j | torch eager | unit |",
                        "|---|---|---:|---:|---|",
                        "| copy | float32 | 2500.0 |  | GB/s |",
                        "| step W5 | float32 | 1.250 | 2.500 | ms |",
                        "| step W6 | tf32 |  | failed |  |");
    }

    @Test
    void otherLinesAreNoResults() {
        assertThat(Result.parse("starting")).isNull();
        assertThat(Result.parse("{\"suite\": \"torch eager\"}")).isNull();
        assertThat(Result.parse(
                        "{\"suite\": \"t\", \"benchmark\": \"b\", \"precision\": \"p\", \"value\": 1.5e-3, \"unit\":"
                                + " \"ms\", \"note\": \"\"}"))
                .isEqualTo(new Result("t", "b", "p", 0.0015, "ms", ""));
    }

    @Test
    void refusesUnknownOptions() {
        assertThatThrownBy(() -> Settings.parse("--speed", "9")).hasMessageContaining("unknown option: --speed");
        assertThatThrownBy(() -> Settings.parse("--json")).hasMessageContaining("no value for it: --json");
    }
}
