package io.github.autograd4j.examples.tour;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a lesson writes on: text, values, and values compared with the closed form. */
public final class Board {
    /** Of the largest expected value; what rounding may take, and an error in a formula exceeds. */
    private static final double FLOAT32_TOLERANCE = 1e-5;

    private static final double FLOAT64_TOLERANCE = 1e-10;

    private final PrintWriter out;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Map<String, double[]>> curves = new LinkedHashMap<>();
    private final List<String> mismatches = new ArrayList<>();
    private GraphTrace trace;

    /**
     * Makes an empty board.
     *
     * @param out where the text goes
     */
    public Board(PrintWriter out) {
        this.out = out;
    }

    /** The values by name, as numbers and nested lists of numbers. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Error curves to be drawn: by title, then by the name of the curve. */
    public Map<String, Map<String, double[]>> curves() {
        return Collections.unmodifiableMap(curves);
    }

    /** What did not agree with the closed form, a line each. */
    public List<String> mismatches() {
        return Collections.unmodifiableList(mismatches);
    }

    /** The last graph that was traced, or null. */
    public GraphTrace graph() {
        return trace;
    }

    /** Starts tracing the graph that will be drawn; the lesson closes the trace. */
    GraphTrace trace() {
        trace = GraphTrace.record();
        return trace;
    }

    /** Prints an explanation. */
    void say(String text) {
        text.lines().forEach(out::println);
    }

    /** Prints a value under its name, as everything prints itself. */
    void show(String name, Object value) {
        String indent = " ".repeat(name.length() + 3);
        out.println(name + " = " + String.valueOf(value).replace("\n", "\n" + indent));
    }

    /** Keeps a value for whoever reads the results; nothing is checked. */
    void keep(String name, double value) {
        values.put(name, value);
        out.printf(Locale.ROOT, "  %-14s %14.6g%n", name, value);
    }

    /** Draws curves of an error over steps. */
    void curves(String title, Map<String, double[]> byName) {
        curves.put(title, new LinkedHashMap<>(byName));
    }

    /** Compares a number with the closed form. */
    void check(String name, double ours, double expected) {
        check(name, Tensor.scalar(ours), expected);
    }

    /** Compares a tensor with the closed form, its elements in row-major order. */
    void check(String name, Tensor ours, double... expected) {
        double[] actual = ours.toDoubleArray();
        values.put(name, Nested.of(actual, ours.shape()));
        double error = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
        double scale = 0;
        for (int i = 0; i < expected.length && i < actual.length; i++) {
            error = Math.max(error, Math.abs(actual[i] - expected[i]));
            scale = Math.max(scale, Math.abs(expected[i]));
        }
        double tolerance = ours.dtype() == DType.FLOAT64 ? FLOAT64_TOLERANCE : FLOAT32_TOLERANCE;
        // Not "error > …": NaN is wrong too.
        boolean right = error <= tolerance * Math.max(scale, tolerance);
        String found = actual.length == 1 ? text(actual[0]) : actual.length + " values";
        String wanted = actual.length == 1 ? text(expected[0]) : String.format(Locale.ROOT, "off by %.1e", error);
        out.printf(Locale.ROOT, "  %-14s %14s   closed form %14s   %s%n", name, found, wanted, right ? "ok" : "WRONG");
        if (!right) {
            mismatches.add(name + " is " + values.get(name) + " and not " + Nested.of(expected, ours.shape()));
        }
    }

    /** States something that must hold. */
    void expect(String what, boolean holds) {
        out.println("  " + what + ": " + (holds ? "ok" : "WRONG"));
        if (!holds) {
            mismatches.add("it does not hold that " + what);
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.9g", value);
    }
}
