package io.github.autograd4j.op;

import java.util.List;

/** Axes are lists in the records of operations, which are values, and arrays where views take them. */
final class Axes {
    private Axes() {}

    static int[] array(List<Integer> axes) {
        int[] array = new int[axes.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = axes.get(i);
        }
        return array;
    }
}
