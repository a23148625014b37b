package io.github.autograd4j;

/** How exact products of float32 matrices are; see {@link Autograd#matmulPrecision(MatmulPrecision)}. */
public enum MatmulPrecision {
    /** Products and sums in float32. */
    HIGHEST,
    /**
     * Operands may be rounded to 10 fraction bits where the device multiplies such numbers much faster (TensorFloat-32 on
     * NVIDIA GPUs); sums in float32. Other devices compute as in {@link #HIGHEST}.
     */
    HIGH
}
