package io.github.autograd4j.cpu;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels of the process, once: the Vector API's where the machine and the command line allow it, else the
 * scalar ones. The log says which, and warns where the slower ones were not asked for.
 */
final class Kernels {
    /** System property: {@code scalar} or {@code vector}; the second fails where it cannot be had. */
    static final String PROPERTY = "autograd.cpu.kernels";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String VECTOR_SET = "io.github.autograd4j.cpu.simd.VectorKernelSet";
    private static final Logger LOGGER = LoggerFactory.getLogger(Kernels.class);

    private Kernels() {}

    /** The kernels of the process. */
    static KernelSet get() {
        return Chosen.SET;
    }

    static KernelSet choose(String wanted) {
        String choice = wanted == null ? "" : wanted.toLowerCase(Locale.ROOT);
        return switch (choice) {
            case "scalar" -> chosen(new ScalarKernelSet(), PROPERTY + "=scalar");
            case "vector" -> chosen(vector(), PROPERTY + "=vector");
            case "" -> fastest();
            default ->
                throw new IllegalArgumentException(
                        "cpu kernels: " + PROPERTY + " is neither scalar nor vector: " + wanted);
        };
    }

    private static KernelSet fastest() {
        try {
            return chosen(vector(), "");
        } catch (UnsupportedOperationException e) {
            KernelSet slower = new ScalarKernelSet();
            LOGGER.warn("cpu: {} kernels ({})", slower.name(), e.getMessage());
            return slower;
        }
    }

    private static KernelSet chosen(KernelSet set, String why) {
        LOGGER.info("cpu: {} kernels{}", set.name(), why.isEmpty() ? "" : " (" + why + ")");
        return set;
    }

    /**
     * The kernels that use the Vector API.
     *
     * @throws UnsupportedOperationException if there are none here; the message says why and what helps
     */
    static KernelSet vector() {
        Module module = ModuleLayer.boot()
                .findModule(MODULE)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "for the faster vector kernels run java with --add-modules " + MODULE));
        if (System.getProperty("java.vm.info", "").contains("interpreted mode")) {
            throw new UnsupportedOperationException("vector kernels need the JIT compiler; this JVM only interprets");
        }
        Kernels.class.getModule().addReads(module);
        try {
            return (KernelSet) Class.forName(VECTOR_SET).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnsupportedOperationException("vector kernels failed to load: " + cause, e);
        }
    }

    private static final class Chosen {
        static final KernelSet SET = choose(System.getProperty(PROPERTY));
    }
}
