package io.github.autograd4j;

/** An element type that an operation cannot take; thrown before anything runs. */
public class DTypeException extends AutogradException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     */
    public DTypeException(String message) {
        super(message);
    }
}
