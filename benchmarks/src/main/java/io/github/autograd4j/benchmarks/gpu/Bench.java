package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.Device;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The device, the clock, and where results go. */
final class Bench {
    private static final int SAMPLES = 5;

    private final Settings settings;
    private final PrintStream out;
    private final long end;

    Bench(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.end = System.nanoTime() + (long) (settings.seconds() * 1e9);
    }

    Device device() {
        return settings.device();
    }

    boolean isTiny() {
        return settings.tiny();
    }

    /** Runs a part of a benchmark, unless time is up; what goes wrong there does not end the others. */
    void part(String name, Runnable body) {
        if (System.nanoTime() > end) {
            out.println(name + ": skipped, time is up");
            return;
        }
        try {
            body.run();
        } catch (RuntimeException | AssertionError e) {
            report(new Result("autograd4j", name, "-", -1, "failed", String.valueOf(e.getMessage())));
        }
    }

    void report(Result result) {
        out.println(result.text());
        out.flush();
        if (settings.json() != null) {
            try {
                Files.writeString(
                        settings.json(),
                        result.json() + System.lineSeparator(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void report(String benchmark, String precision, double value, String unit, String note) {
        report(new Result("autograd4j", benchmark, precision, value, unit, note));
    }

    /**
     * Measures calls that are queued one after the other, and waited for at the end.
     *
     * @param most the largest number of calls in a sample
     * @param call what is called
     * @return seconds for a call: the median of some samples
     */
    double seconds(int most, Runnable call) {
        if (isTiny()) {
            return sample(1, call);
        }
        call.run();
        call.run();
        double one = sample(2, call);
        // A sample of a second at most: sizes differ by orders of magnitude.
        int count = (int) Math.max(3, Math.min(most, 1 / one));
        double[] samples = new double[SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(count, call);
        }
        Arrays.sort(samples);
        return samples[SAMPLES / 2];
    }

    private double sample(int count, Runnable call) {
        device().synchronize();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            call.run();
        }
        device().synchronize();
        return (System.nanoTime() - start) / 1e9 / count;
    }
}
