package io.github.autograd4j.testing;

import io.github.autograd4j.Device;

/**
 * A call that must fail.
 *
 * @param name what is wrong
 * @param type the exception
 * @param message how its message begins
 * @param call the call
 */
record ErrorCase(String name, Class<? extends RuntimeException> type, String message, Call call) {
    /** A call on a device; what it returns does not matter. */
    interface Call {
        Object on(Device device);
    }
}
