package io.github.autograd4j;

/** A misuse of graph recording: a freed graph, a changed saved tensor, a gradient that does not exist. */
public class GraphException extends AutogradException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     */
    public GraphException(String message) {
        super(message);
    }
}
