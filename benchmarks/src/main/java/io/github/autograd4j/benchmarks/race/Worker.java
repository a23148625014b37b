package io.github.autograd4j.benchmarks.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A contender's side of the conversation, lines on standard input and output: {@code make NAME} is answered by {@code made
 * VALUE}, {@code cannot} or {@code failed MESSAGE}; {@code time MILLIS} by {@code took NANOS}, the median of the runs that
 * fit into that time. The end of the input is the end.
 */
public final class Worker {
    private static final int MOST_SAMPLES = 10_000;

    /** A run shorter than this is timed together with others. */
    private static final long SHORTEST = 20_000;

    private final TaskMaker maker;
    private Task task;

    Worker(TaskMaker maker) {
        this.maker = maker;
    }

    /**
     * Answers until the input ends.
     *
     * @param maker what this contender can do
     * @throws IOException if the input cannot be read
     */
    public static void serve(TaskMaker maker) throws IOException {
        // Whatever a library prints is no answer.
        PrintStream answers = System.out;
        System.setOut(System.err);
        Worker worker = new Worker(maker);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            answers.println(worker.answer(line));
            answers.flush();
        }
    }

    /** Answers one line. */
    String answer(String line) {
        int space = line.indexOf(' ');
        String argument = line.substring(space + 1);
        try {
            return switch (line.substring(0, Math.max(0, space))) {
                case "make" -> make(argument);
                case "time" -> "took " + time(Long.parseLong(argument) * 1_000_000);
                default -> "failed unknown question: " + line;
            };
        } catch (RuntimeException | Error e) {
            task = null;
            return "failed " + e.toString().replaceAll("\\s+", " ");
        }
    }

    private String make(String name) {
        task = null; // its memory is free before the next needs some
        task = maker.make(name);
        return task == null ? "cannot" : "made " + task.first();
    }

    private double time(long nanos) {
        if (task == null) {
            throw new IllegalStateException("nothing is made");
        }
        double[] samples = new double[MOST_SAMPLES];
        int count = 0;
        int together = 1;
        long end = System.nanoTime() + nanos;
        long now;
        do {
            long start = System.nanoTime();
            for (int i = 0; i < together; i++) {
                task.run();
            }
            now = System.nanoTime();
            if (now - start < SHORTEST && together < 1 << 20) {
                together *= 2;
                count = 0;
            } else {
                samples[count++] = (double) (now - start) / together;
            }
        } while (now < end && count < MOST_SAMPLES);
        // The clock's steps may be so short that every sample so far was thrown away: there is one at least.
        Arrays.sort(samples, 0, Math.max(1, count));
        return samples[count / 2];
    }
}
