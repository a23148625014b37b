package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.CpuKernels;
import io.github.autograd4j.cpu.GemmKernel;
import io.github.autograd4j.cpu.KernelSet;
import jdk.incubator.vector.FloatVector;

/** The kernels that use the Vector API; found and constructed by name. */
public final class VectorKernelSet implements KernelSet {
    private final String name;
    private final CpuKernels kernels;
    private final GemmKernel<float[]> floatGemm;
    private final GemmKernel<double[]> doubleGemm;

    /** Fails with {@link UnsupportedOperationException} where vectors are too short to be worth it. */
    public VectorKernelSet() {
        int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        if (bits < 128) {
            throw new UnsupportedOperationException("the machine's vectors have only " + bits + " bits");
        }
        name = bits + "-bit vector";
        kernels = new VectorKernels();
        floatGemm = new VectorFloatGemm();
        doubleGemm = new VectorDoubleGemm();
    }

    @Override
    public String name() {
        return name;
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
