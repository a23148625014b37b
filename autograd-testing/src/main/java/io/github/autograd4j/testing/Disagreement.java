package io.github.autograd4j.testing;

/** Two devices computed different results from the same operands; see {@link CrossCheck}. */
public final class Disagreement extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient String operation;
    private final transient long[] index;
    private final transient double expected;
    private final transient double actual;
    private final transient double allowed;

    Disagreement(String message, String operation, long[] index, double expected, double actual, double allowed) {
        super(message);
        this.operation = operation;
        this.index = index;
        this.expected = expected;
        this.actual = actual;
        this.allowed = allowed;
    }

    Disagreement(String message, String operation) {
        this(message, operation, new long[0], Double.NaN, Double.NaN, 0);
    }

    /**
     * Returns what was computed.
     *
     * @return the name of a program or composite, such as {@code GeluBackward}, or of a method of the backend
     */
    public String operation() {
        return operation;
    }

    /**
     * Returns where the first difference is.
     *
     * @return the index in the result; empty if the devices differ elsewhere
     */
    public long[] index() {
        return index.clone();
    }

    /**
     * Returns what the first device computed there.
     *
     * @return the element
     */
    public double expected() {
        return expected;
    }

    /**
     * Returns what the second device computed there.
     *
     * @return the element
     */
    public double actual() {
        return actual;
    }

    /**
     * Returns by how much the second device's may differ.
     *
     * @return the largest absolute difference allowed
     */
    public double allowed() {
        return allowed;
    }
}
