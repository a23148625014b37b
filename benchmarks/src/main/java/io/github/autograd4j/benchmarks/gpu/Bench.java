package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.Device;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** The device, the clock, and where results go. */
final class Bench {
    private static final int SAMPLES = 5;

    /** A call is repeated for so long before it is measured: compilers and clocks of processors reach their state. */
    private static final double WARM_UP_SECONDS = 1;

    /** How long a sample is, where the largest number of calls is not reached before. */
    private static final double SAMPLE_SECONDS = 0.3;

    private static final int FEWEST_CALLS = 3;

    private final Settings settings;
    private final Parts parts;
    private final PrintStream out;
    private final LongSupplier nanos;
    private final long end;

    Bench(Settings settings, Parts parts, PrintStream out) {
        this(settings, parts, out, System::nanoTime);
    }

    /** With a clock that tests can turn. */
    Bench(Settings settings, Parts parts, PrintStream out, LongSupplier nanos) {
        this.settings = settings;
        this.parts = parts;
        this.out = out;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + (long) (settings.seconds() * 1e9);
    }

    Device device() {
        return settings.device();
    }

    boolean isTiny() {
        return settings.tiny();
    }

    /** Runs a part in float32. */
    void part(String name, Runnable body) {
        part(name, "float32", body);
    }

    /** Runs a part of a benchmark, unless time is up; a failure is a result. */
    void part(String name, String precision, Runnable body) {
        if (nanos.getAsLong() > end) {
            out.println(name + ": skipped, time is up");
            return;
        }
        parts.run(name + ", " + precision, () -> {
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                report(new Result("autograd4j", name, precision, -1, "failed", String.valueOf(e.getMessage())));
                throw e;
            }
        });
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
        double one = warmUp(most, call);
        int count = count(SAMPLE_SECONDS, one, most);
        double[] samples = new double[SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(count, call);
        }
        Arrays.sort(samples);
        return samples[SAMPLES / 2];
    }

    /** Returns what a call takes in the end. Waits every now and then: calls may queue faster than they run. */
    private double warmUp(int most, Runnable call) {
        long warm = nanos.getAsLong() + (long) (WARM_UP_SECONDS * 1e9);
        double one = sample(1, call);
        while (nanos.getAsLong() < warm) {
            one = sample(count(WARM_UP_SECONDS / 10, one, most), call);
        }
        return one;
    }

    private static int count(double seconds, double one, int most) {
        return (int) Math.max(FEWEST_CALLS, Math.min(most, seconds / one));
    }

    private double sample(int count, Runnable call) {
        device().synchronize();
        long start = nanos.getAsLong();
        for (int i = 0; i < count; i++) {
            call.run();
        }
        device().synchronize();
        return (nanos.getAsLong() - start) / 1e9 / count;
    }
}
