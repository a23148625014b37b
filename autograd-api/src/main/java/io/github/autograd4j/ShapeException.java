package io.github.autograd4j;

/** Shapes, axes or sizes that an operation cannot take; thrown before anything runs. */
public class ShapeException extends AutogradException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     */
    public ShapeException(String message) {
        super(message);
    }
}
