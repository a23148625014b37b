package io.github.autograd4j;

/** The device has not enough memory left, even after unused memory was given back; the process can go on. */
public class OutOfDeviceMemoryException extends DeviceException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     */
    public OutOfDeviceMemoryException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong, with which operands, and the remedy if there is one
     * @param cause what the device said
     */
    public OutOfDeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
