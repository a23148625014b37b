package io.github.autograd4j;

/** A device that is missing, lost or failing, or operands on different devices. */
public class DeviceException extends AutogradException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     */
    public DeviceException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong
     * @param cause what brought it about
     */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
