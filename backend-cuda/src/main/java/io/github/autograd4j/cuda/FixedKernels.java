package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.CudaNatives;

/**
 * The kernels that are compiled beforehand, for processes without a compiler. They are few: elements of whole numbers are
 * handled as int64, others as float64, positions have 64 bits, and there is room for all axes.
 */
final class FixedKernels {
    /** Whether there are no others in this process. */
    static final boolean ONLY = CudaNatives.get().missingCompiler() != null;

    private FixedKernels() {}

    /** The type that stands for a type of elements. */
    static DType widest(DType type) {
        return type.isFloating() ? DType.FLOAT64 : DType.INT64;
    }
}
