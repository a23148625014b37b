package io.github.autograd4j.it;

import io.github.autograd4j.Device;

/** Prints which device is the best, twice, and what is said of all; started as a program of its own. */
final class BestDeviceProgram {
    private BestDeviceProgram() {}

    /** Runs it. */
    public static void main(String[] args) {
        System.out.println("best " + Device.best() + ", again " + Device.best());
        System.out.print(Device.diagnostics());
    }
}
