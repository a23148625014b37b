package io.github.autograd4j.testing;

import io.github.autograd4j.spi.View;
import java.util.Arrays;

/** Views in rows, and the same behind each other. */
record ViewTable(View[][] rows) {
    View[] flat() {
        return Arrays.stream(rows).flatMap(Arrays::stream).toArray(View[]::new);
    }

    /** Puts other views, which came behind each other, into such rows. */
    View[][] rows(View... flat) {
        View[][] others = new View[rows.length][];
        int next = 0;
        for (int i = 0; i < rows.length; i++) {
            others[i] = Arrays.copyOfRange(flat, next, next + rows[i].length);
            next += rows[i].length;
        }
        return others;
    }
}
