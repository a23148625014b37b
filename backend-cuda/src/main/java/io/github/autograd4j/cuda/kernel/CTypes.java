package io.github.autograd4j.cuda.kernel;

import io.github.autograd4j.DType;

/** How element types are called in the sources; {@code types.cuh} defines the names. */
public final class CTypes {
    private CTypes() {}

    /**
     * Returns the type of stored elements.
     *
     * @param dtype the element type
     * @return its name
     */
    public static String storage(DType dtype) {
        return switch (dtype) {
            case BOOL -> "Bool";
            case UINT8 -> "Uint8";
            case INT32 -> "Int32";
            case INT64 -> "Int64";
            case FLOAT16 -> "Float16";
            case BFLOAT16 -> "Bfloat16";
            case FLOAT32 -> "Float32";
            case FLOAT64 -> "Float64";
        };
    }

    /**
     * Returns the type that arithmetic is done in.
     *
     * @param dtype the element type
     * @return its name in C
     */
    public static String compute(DType dtype) {
        return switch (dtype.compute()) {
            case BOOL -> "bool";
            case INT32 -> "int";
            case INT64 -> "long long";
            case FLOAT32 -> "float";
            default -> "double";
        };
    }
}
