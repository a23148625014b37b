package io.github.autograd4j.gpucheck;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a stage has found so far: printed, and kept in a file that is whole at any time. */
final class StageReport {
    /** More failures than this are only counted. */
    private static final int KEPT = 200;

    private static final long WRITE_EVERY_NANOS = 1_000_000_000;

    private final String name;
    private final Path file;
    private final int limitSeconds;
    private final long start = System.nanoTime();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private int passed;
    private int failed;
    private String skipped;
    private long written = start;

    /**
     * Begins a report.
     *
     * @param name of the stage
     * @param file where it goes
     * @param limitSeconds how long the stage may take
     */
    StageReport(String name, Path file, int limitSeconds) {
        this.name = name;
        this.file = file;
        this.limitSeconds = limitSeconds;
    }

    double secondsLeft() {
        return limitSeconds - seconds();
    }

    /** Returns a file in the folder of the results. */
    Path beside(String other) {
        return file.resolveSibling(other);
    }

    synchronized void passed() {
        passed++;
        if (System.nanoTime() - written > WRITE_EVERY_NANOS) {
            write("running");
            say(passed + " passed, " + failed + " failed");
        }
    }

    synchronized void failed(String what) {
        failed++;
        if (failures.size() < KEPT) {
            failures.add(what);
            say("FAILED " + what);
        }
        write("running");
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
        System.out.printf("[%s %5.1f s] %s%n", name, seconds(), line);
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    synchronized boolean isGood() {
        return failed == 0;
    }

    synchronized void finish() {
        write(!isGood() ? "failed" : skipped != null ? "skipped" : "passed");
    }

    synchronized void cutShort() {
        write(isGood() ? "cut short" : "failed");
        say("cut short: " + passed + " passed, " + failed + " failed");
    }

    private void write(String status) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("stage", name);
        all.put("status", status);
        all.put("seconds", Math.round(seconds() * 10) / 10.0);
        all.put("passed", passed);
        all.put("failed", failed);
        if (skipped != null) {
            all.put("skipped", skipped);
        }
        all.put("failures", failures);
        all.put("details", details);
        try {
            Path next = file.resolveSibling(file.getFileName() + ".part");
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(next.toFile(), all);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = System.nanoTime();
    }
}
