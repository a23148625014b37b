package io.github.autograd4j.launch;

import io.github.autograd4j.Device;

/** Prints what devices there are. In a package of its own: those of modules cannot also be on the class path. */
public final class DiagnosticsProgram {
    private DiagnosticsProgram() {}

    /**
     * The program.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println("named module: " + Device.class.getModule().isNamed());
        System.out.println(Device.diagnostics());
    }
}
