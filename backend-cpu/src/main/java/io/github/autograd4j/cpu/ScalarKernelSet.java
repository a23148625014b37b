package io.github.autograd4j.cpu;

/** Plain Java: runs everywhere, and is the oracle of the vector kernels. */
final class ScalarKernelSet implements KernelSet {
    private final CpuKernels kernels = new ScalarKernels();
    private final GemmKernel<float[]> floatGemm = new ScalarFloatGemm();
    private final GemmKernel<double[]> doubleGemm = new ScalarDoubleGemm();

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public CpuKernels kernels() {
        return kernels;
    }

    @Override
    public GemmKernel<float[]> floatGemm() {
        return floatGemm;
    }

    @Override
    public GemmKernel<double[]> doubleGemm() {
        return doubleGemm;
    }
}
