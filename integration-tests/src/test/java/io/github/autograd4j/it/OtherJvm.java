package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a program printed that ran in a JVM of its own. */
record OtherJvm(String output, String errors) {
    /** Runs a program to its end, which must be a good one. */
    static OtherJvm run(Class<?> program, String[] options, String... arguments)
            throws IOException, InterruptedException {
        return run(Map.of(), program, options, arguments);
    }

    /** Runs a program with further environment variables. */
    static OtherJvm run(Map<String, String> environment, Class<?> program, String[] options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("launch", ".out");
        Path err = Files.createTempFile("launch", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(120 + Integer.getInteger("autograd.soakSteps", 0) / 50, TimeUnit.SECONDS))
                    .isTrue();
            OtherJvm run = new OtherJvm(Files.readString(out), Files.readString(err));
            assertThat(process.exitValue()).as(run.output + run.errors).isZero();
            return run;
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    String line(String start) {
        return output.lines()
                .filter(l -> l.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line '" + start + "' in:\n" + output + errors));
    }

    /** The numbers after the word that a line starts with. */
    double[] numbers(String word) {
        return java.util.Arrays.stream(line(word + " ").split(" "))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Where the classes of a library are. */
    static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the classes of a library are that the compiler does not see. */
    static String place(String type) {
        try {
            return place(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
