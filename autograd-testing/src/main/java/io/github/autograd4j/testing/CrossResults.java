package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run on one device hands over to be compared with the same run on others. Values are copied to the host at once,
 * so that tensors may be closed or changed afterwards.
 */
public final class CrossResults {
    private final Map<String, Values> values = new LinkedHashMap<>();

    CrossResults() {}

    /**
     * Adds a result: a {@link Tensor}, a number or a truth value, an array of {@code float}, {@code double}, {@code int}
     * or {@code long}, or a collection or map of such. Doubles that are not in a tensor are compared as float32, since
     * that is what most losses are computed in.
     *
     * @param name what it is called in messages; each name is used once
     * @param value the result
     * @return this
     * @throws IllegalArgumentException if the value is of another kind, or the name is taken
     */
    public CrossResults add(String name, Object value) {
        if (value instanceof Collection<?> collection) {
            int i = 0;
            for (Object element : collection) {
                add(name + "[" + i++ + "]", element);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> add(name + "." + key, element));
        } else if (values.putIfAbsent(name, read(name, value)) != null) {
            throw new IllegalArgumentException("crossBackend: there are two results of the name " + name);
        }
        return this;
    }

    private static Values read(String name, Object value) {
        if (value instanceof Tensor tensor) {
            return Values.of(tensor);
        }
        if (value instanceof Boolean flag) {
            return list(DType.BOOL, Shape.SCALAR, flag ? 1 : 0);
        }
        if (value instanceof Integer || value instanceof Long) {
            return list(DType.INT64, Shape.SCALAR, ((Number) value).doubleValue());
        }
        if (value instanceof Float || value instanceof Double) {
            return list(DType.FLOAT32, Shape.SCALAR, ((Number) value).doubleValue());
        }
        double[] elements = elements(value);
        if (elements == null) {
            throw new IllegalArgumentException("crossBackend: cannot compare " + name + ": "
                    + (value == null ? "null" : value.getClass().getName())
                    + " (expected a tensor, a number, an array of numbers, or a collection or map of these)");
        }
        boolean whole = value instanceof int[] || value instanceof long[];
        return list(whole ? DType.INT64 : DType.FLOAT32, Shape.of(elements.length), elements);
    }

    private static Values list(DType dtype, Shape shape, double... elements) {
        return new Values(dtype, shape, elements);
    }

    private static double[] elements(Object array) {
        if (array instanceof double[] doubles) {
            return doubles.clone();
        }
        int count = array instanceof float[] || array instanceof int[] || array instanceof long[]
                ? java.lang.reflect.Array.getLength(array)
                : -1;
        double[] elements = count < 0 ? null : new double[count];
        for (int i = 0; i < count; i++) {
            elements[i] = java.lang.reflect.Array.getDouble(array, i);
        }
        return elements;
    }

    Map<String, Values> values() {
        return values;
    }
}
