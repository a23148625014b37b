package io.github.autograd4j.cuda.driver;

import java.nio.file.Path;
import java.util.Map;
import jcuda.jcublas.JCublas2;
import jcuda.nvrtc.JNvrtc;

/** Loads what it finds on a {@link Machine}, calls into each library, and prints how that went. */
final class LoadProgram {
    private LoadProgram() {}

    /**
     * The program.
     *
     * @param arguments the root of the machine and the folder for natives
     */
    public static void main(String[] arguments) {
        String temporary = System.getProperty("java.io.tmpdir");
        Path root = Path.of(arguments[0]);
        CudaNatives natives = CudaNatives.load(new Platform(
                root,
                Machine.properties(root, Path.of(arguments[1])),
                Map.of("HOME", root.resolve("home").toString())));
        StringBuilder called = new StringBuilder();
        int[] major = new int[1];
        if (natives.missing() == null) {
            called.append(" cublas ").append(JCublas2.cublasGetProperty(0, major));
            called.append(' ').append(major[0]);
        }
        if (natives.devices() > 0 && natives.missingCompiler() == null) {
            called.append(" nvrtc ").append(JNvrtc.nvrtcVersion(major, new int[1]));
            called.append(' ').append(major[0]);
        }
        boolean restored = temporary.equals(System.getProperty("java.io.tmpdir"));
        System.out.println(natives);
        System.out.println("compiler: " + natives.missingCompiler());
        System.out.println("called:" + called + (restored ? "" : " and the property is changed"));
    }
}
