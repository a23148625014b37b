package io.github.autograd4j.cpu;

import java.util.List;

/** The kernels that this JVM can run: always the scalar ones, and the others if it was started with the module. */
final class KernelSets {
    private KernelSets() {}

    static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    static List<KernelSet> all() {
        return hasVectorModule() ? List.of(new ScalarKernelSet(), Kernels.vector()) : List.of(new ScalarKernelSet());
    }
}
