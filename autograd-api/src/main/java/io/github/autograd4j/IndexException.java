package io.github.autograd4j;

/** An index tensor holds a value outside the axis it indexes. */
public class IndexException extends AutogradException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     */
    public IndexException(String message) {
        super(message);
    }
}
