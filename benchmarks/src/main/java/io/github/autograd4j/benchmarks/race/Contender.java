package io.github.autograd4j.benchmarks.race;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is timed. */
public final class Contender implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private Contender(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a process that runs {@link Worker#serve}.
     *
     * @param name what results call it
     * @param command what to start
     * @param environment variables it has besides ours
     * @return the running process
     * @throws IOException if it cannot be started
     */
    public static Contender start(String name, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return new Contender(name, builder.start());
    }

    /**
     * Returns what results call it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    /** Has it make a workload, and returns whether it can: the first run has to have the reference value. */
    boolean make(Contest workload) throws IOException {
        String answer = ask("make " + workload.name());
        if (answer.equals("cannot")) {
            return false;
        }
        double value = number(answer, "made ");
        if (!workload.accepts(value)) {
            throw new IOException(name + " does not do " + workload.name() + ": its value is " + value + ", not "
                    + workload.reference());
        }
        return true;
    }

    /** Returns the nanoseconds of a run: the median of those that fit into the time. */
    double time(long millis) throws IOException {
        return number(ask("time " + millis), "took ");
    }

    private double number(String answer, String prefix) throws IOException {
        if (!answer.startsWith(prefix)) {
            throw new IOException(name + ": " + answer);
        }
        return Double.parseDouble(answer.substring(prefix.length()));
    }

    private String ask(String question) throws IOException {
        questions.write(question);
        questions.newLine();
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(name + ": the process has ended");
        }
        return answer;
    }

    @Override
    public void close() {
        try {
            questions.close();
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
