package io.github.autograd4j.gpucheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stage has found so far, in all its processes: printed, and kept in a file that is whole at any time. What a
 * process that crashes had passed in its last second is not counted.
 */
final class StageReport {
    /** More failures than this are only counted. */
    private static final int KEPT = 200;

    private static final long WRITE_EVERY_NANOS = 1_000_000_000;

    private final Stage stage;
    private final Results results;
    private final double limitSeconds;
    private final long start = System.nanoTime();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private double secondsBefore;
    private int passed;
    private int failed;
    private String skipped;
    private boolean ended;
    private long published = start - WRITE_EVERY_NANOS;

    private StageReport(Stage stage, Results results, double limitSeconds) {
        this.stage = stage;
        this.results = results;
        this.limitSeconds = limitSeconds;
    }

    /**
     * Begins a report, or goes on with that of an earlier process.
     *
     * @param stage the stage
     * @param results where it goes
     * @param limitSeconds how long this process may take
     */
    static StageReport of(Stage stage, Results results, double limitSeconds) {
        StageReport report = new StageReport(stage, results, limitSeconds);
        JsonNode before = results.read(stage);
        report.secondsBefore = before.path("seconds").asDouble();
        report.passed = before.path("passed").asInt();
        report.failed = before.path("failed").asInt();
        before.path("failures").forEach(failure -> report.failures.add(failure.asText()));
        before.path("details").properties().forEach(detail -> report.details.put(detail.getKey(), detail.getValue()));
        report.write("running");
        return report;
    }

    double secondsLeft() {
        return limitSeconds - seconds();
    }

    /** Returns where the parts of the results are. */
    Results results() {
        return results;
    }

    synchronized void passed() {
        passed++;
        if (System.nanoTime() - published > WRITE_EVERY_NANOS) {
            write("running");
            say(passed + " passed, " + failed + " failed");
        }
    }

    synchronized void failed(String what) {
        failed++;
        if (failures.size() < KEPT) {
            failures.add(what);
            say("FAILED " + what);
            write("running");
        }
    }

    /** Says that there is nothing to do here, and why. */
    synchronized void skipped(String why) {
        skipped = why;
        say("skipped: " + why);
    }

    synchronized void detail(String key, Object value) {
        details.put(key, value);
        say(key + ": " + value);
        write("running");
    }

    void say(String line) {
        System.out.printf("[%s %5.1f s] %s%n", stage.title(), seconds(), line);
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    synchronized boolean isGood() {
        return failed == 0;
    }

    /** Writes the last state; what is reported afterwards, by threads that still run, is lost. */
    synchronized void end(Ending ending) {
        published = start - WRITE_EVERY_NANOS;
        write(ending == Ending.AGAIN ? "running" : status(ending));
        ended = true;
        say(passed + " passed, " + failed + " failed" + (secondsLeft() <= 0 ? "; cut short" : ""));
    }

    private String status(Ending ending) {
        if (!isGood()) {
            return "failed";
        }
        if (ending == Ending.CUT_SHORT) {
            return "cut short";
        }
        return skipped != null ? "skipped" : "passed";
    }

    private void write(String status) {
        if (ended) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("stage", stage.title());
        all.put("status", status);
        all.put("seconds", Math.round((secondsBefore + seconds()) * 10) / 10.0);
        all.put("passed", passed);
        all.put("failed", failed);
        if (skipped != null) {
            all.put("skipped", skipped);
        }
        all.put("failures", failures);
        all.put("details", details);
        try {
            results.keep(stage, new ObjectMapper().valueToTree(all));
            if (System.nanoTime() - published > WRITE_EVERY_NANOS) {
                results.write(stage);
                published = System.nanoTime();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
