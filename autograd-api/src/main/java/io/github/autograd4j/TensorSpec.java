package io.github.autograd4j;

/** What is known of a tensor before it has values: its element type and its shape. Tensors are their own specs. */
public interface TensorSpec {
    /**
     * Returns the element type.
     *
     * @return the element type
     */
    DType dtype();

    /**
     * Returns the shape.
     *
     * @return the shape
     */
    Shape shape();

    /**
     * Returns the text used in error messages.
     *
     * @return for example {@code float32[2, 3]}
     */
    default String describe() {
        return dtype().toString() + shape();
    }

    /**
     * Returns a spec.
     *
     * @param dtype the element type
     * @param shape the shape
     * @return the spec
     */
    static TensorSpec of(DType dtype, Shape shape) {
        return new Of(dtype, shape);
    }

    /**
     * A spec that is nothing but a spec.
     *
     * @param dtype the element type
     * @param shape the shape
     */
    record Of(DType dtype, Shape shape) implements TensorSpec {
        @Override
        public String toString() {
            return describe();
        }
    }
}
