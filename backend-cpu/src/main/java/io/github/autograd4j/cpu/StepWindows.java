package io.github.autograd4j.cpu;

import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.View;
import java.util.ArrayList;
import java.util.List;

/** Operands of a step of a sequence: of views [time, batch, columns], or the same at any time, some rows at one time. */
final class StepWindows {
    private record Window(View view, Shape shape, long[] strides, long offset, long timeStride) {
        View at(int time) {
            return view.strided(shape, strides, offset + time * timeStride);
        }
    }

    private final int rows;
    private final List<Window> windows = new ArrayList<>();

    StepWindows(int rows) {
        this.rows = rows;
    }

    /** Adds rows of a view, from one on, as so many operands: blocks of columns side by side. */
    StepWindows add(View view, int firstRow, int blocks) {
        int axis = view.rank() - 2;
        long[] strides = {view.stride(axis), view.stride(axis + 1)};
        Shape shape = Shape.of(rows, view.dim(axis + 1) / blocks);
        long offset = view.offset() + firstRow * strides[0];
        for (int b = 0; b < blocks; b++) {
            windows.add(new Window(view, shape, strides, offset, axis == 0 ? 0 : view.stride(0)));
            offset += shape.dim(1) * strides[1];
        }
        return this;
    }

    /** Adds rows of some of the views, whole. */
    StepWindows addAll(View[] views, int from, int count, int firstRow) {
        for (int i = from; i < from + count; i++) {
            add(views[i], firstRow, 1);
        }
        return this;
    }

    /** Puts the operands of one time among those of a program; returns where the next go. */
    int put(int time, View[] operands, int to) {
        int at = to;
        for (Window window : windows) {
            operands[at++] = window.at(time);
        }
        return at;
    }
}
