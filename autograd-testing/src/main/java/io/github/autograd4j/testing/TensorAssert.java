package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;

/** Assertions on tensors; those on elements show the first five that differ, with their indices. */
public final class TensorAssert extends AbstractAssert<TensorAssert, Tensor> {
    private static final int SHOWN = 5;

    private TensorAssert(Tensor actual) {
        super(actual, TensorAssert.class);
    }

    /**
     * Starts assertions.
     *
     * @param actual the tensor
     * @return assertions on it
     */
    public static TensorAssert assertThat(Tensor actual) {
        return new TensorAssert(actual);
    }

    /**
     * Asserts the shape.
     *
     * @param dims the expected sizes
     * @return this
     */
    public TensorAssert hasShape(long... dims) {
        isNotNull();
        if (!actual.shape().equals(Shape.of(dims))) {
            failWithMessage("expected shape %s, got %s", Arrays.toString(dims), actual.describe());
        }
        return this;
    }

    /**
     * Asserts the element type.
     *
     * @param dtype the expected type
     * @return this
     */
    public TensorAssert hasDType(DType dtype) {
        isNotNull();
        if (actual.dtype() != dtype) {
            failWithMessage("expected %s, got %s", dtype, actual.describe());
        }
        return this;
    }

    /**
     * Asserts the device.
     *
     * @param device the expected device
     * @return this
     */
    public TensorAssert isOn(Device device) {
        isNotNull();
        if (!actual.device().equals(device)) {
            failWithMessage("expected a tensor on %s, got one on %s", device, actual.device());
        }
        return this;
    }

    /**
     * Asserts type, shape and elements.
     *
     * @param expected the expected tensor, on any device
     * @param tolerance how far elements may differ
     * @return this
     */
    public TensorAssert isCloseTo(Tensor expected, Tolerance tolerance) {
        return isCloseTo(Values.of(expected), tolerance);
    }

    /**
     * Asserts type, shape and elements.
     *
     * @param expected what is expected
     * @param tolerance how far elements may differ
     * @return this
     */
    public TensorAssert isCloseTo(Values expected, Tolerance tolerance) {
        isNotNull();
        if (!actual.shape().equals(expected.shape()) || actual.dtype() != expected.dtype()) {
            failWithMessage("expected %s, got %s", expected.describe(), actual.describe());
        }
        String difference = difference(Values.of(actual), expected, tolerance);
        if (difference != null) {
            failWithMessage("%s", difference);
        }
        return this;
    }

    /**
     * Asserts the elements, whatever the shape.
     *
     * @param tolerance how far they may differ
     * @param expected the elements in row-major order
     * @return this
     */
    public TensorAssert hasElements(Tolerance tolerance, double... expected) {
        isNotNull();
        if (actual.shape().numel() != expected.length) {
            failWithMessage("expected %s elements, got %s", expected.length, actual.describe());
        }
        return isCloseTo(new Values(actual.dtype(), actual.shape(), expected), tolerance);
    }

    /** Lists elements that are not close, or returns null. */
    static String difference(Values actual, Values expected, Tolerance tolerance) {
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (int i = 0; i < expected.elements().length; i++) {
            double a = actual.elements()[i];
            double e = expected.elements()[i];
            if (!tolerance.allows(a, e) && ++count <= SHOWN) {
                text.append(String.format(
                        "%n  at %s: %s, expected %s, difference %.3g",
                        Arrays.toString(Values.index(expected.shape(), i)), a, e, a - e));
            }
        }
        if (count == 0) {
            return null;
        }
        return count + " of " + expected.elements().length + " elements of " + expected.describe() + " differ ("
                + tolerance + "):" + text + (count > SHOWN ? String.format("%n  …") : "");
    }
}
