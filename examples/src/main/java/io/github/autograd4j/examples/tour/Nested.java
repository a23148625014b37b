package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Shape;
import java.util.ArrayList;
import java.util.List;

/** Elements in row-major order as a number, a list of numbers, a list of lists … */
final class Nested {
    private Nested() {}

    static Object of(double[] elements, Shape shape) {
        if (elements.length != shape.numel()) {
            return elements.length + " values for " + shape;
        }
        return nest(elements, shape, 0, 0);
    }

    private static Object nest(double[] elements, Shape shape, int axis, int start) {
        if (axis == shape.rank()) {
            return elements[start];
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < shape.dim(axis); i++) {
            list.add(nest(elements, shape, axis + 1, start + i * (int) shape.contiguousStride(axis)));
        }
        return list;
    }
}
