package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;

/** One check of a device. */
interface Check {
    /**
     * Checks; reports what it finds as it goes, since it may be cut short at any time.
     *
     * @param device the device
     * @param quick whether a few samples will do
     * @param attempts takes what is tried, and has the report
     * @throws Exception if it cannot go on: a failure too
     */
    void run(Device device, boolean quick, Attempts attempts) throws Exception;
}
