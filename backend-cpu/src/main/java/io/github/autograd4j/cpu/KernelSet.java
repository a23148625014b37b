package io.github.autograd4j.cpu;

/** Everything that exists once in plain Java and once with the Vector API. */
public interface KernelSet {
    /** What the log calls it. */
    String name();

    /** Element-wise loops and reductions. */
    CpuKernels kernels();

    /** Inner loops of matrix products for {@code float}. */
    GemmKernel<float[]> floatGemm();

    /** Inner loops of matrix products for {@code double}. */
    GemmKernel<double[]> doubleGemm();
}
