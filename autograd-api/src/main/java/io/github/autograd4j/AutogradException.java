package io.github.autograd4j;

/** The root of everything this library throws on purpose; the message has the form {@code op: problem: operands}. */
public class AutogradException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     */
    public AutogradException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong
     * @param cause what brought it about
     */
    public AutogradException(String message, Throwable cause) {
        super(message, cause);
    }
}
