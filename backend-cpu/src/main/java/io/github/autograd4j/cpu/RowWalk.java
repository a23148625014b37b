package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;

/** Moves runs of elements that follow each other in the row-major order of a layout, but not in memory. */
final class RowWalk {
    private final Layout layout;
    private final int view;
    private final int rank;
    private final long rowLength;
    private final int rowStride;
    private final long[] position;
    private long column;
    private int row;

    /** A walk over one of a layout's views. */
    RowWalk(Layout layout, int view) {
        this.layout = layout;
        this.view = view;
        rank = layout.rank();
        rowLength = layout.rowLength();
        rowStride = layout.rowStride(view);
        position = new long[rank];
    }

    /** Loads elements from index {@code start} on, widened, to the start of an array of the compute type. */
    void load(DType type, Object from, long start, int length, Object to) {
        seek(start);
        int done = 0;
        if (repeatsRow() && length > rowLength) {
            // One turn of the row, then copies of what is there.
            done = (int) rowLength;
            int first = (int) (rowLength - column);
            Loads.load(type, from, row + (int) column * rowStride, rowStride, to, 0, 1, first);
            Loads.load(type, from, row, rowStride, to, first, 1, done - first);
            while (done < length) {
                int more = Math.min(done, length - done);
                System.arraycopy(to, 0, to, done, more);
                done += more;
            }
            return;
        }
        while (done < length) {
            int run = (int) Math.min(length - done, rowLength - column);
            Loads.load(type, from, row + (int) column * rowStride, rowStride, to, done, 1, run);
            done += run;
            nextRow();
        }
    }

    /** Stores elements from an array of the compute type, rounded, at index {@code start} and after. */
    void store(DType type, Object from, int at, long start, int length, Object to) {
        seek(start);
        for (int done = 0; done < length; ) {
            int run = (int) Math.min(length - done, rowLength - column);
            Loads.store(type, from, at + done, to, row + (int) column * rowStride, rowStride, run);
            done += run;
            nextRow();
        }
    }

    private boolean repeatsRow() {
        return rank == 2 && layout.stride(view, 0) == 0;
    }

    private void seek(long index) {
        long first = index / rowLength;
        seekRow(first);
        column = index - first * rowLength;
    }

    /** Goes to a row, by its number. */
    void seekRow(long number) {
        column = 0;
        long rest = number;
        long at = layout.offset(view);
        for (int axis = rank - 2; axis >= 0; axis--) {
            long outer = rest / layout.dim(axis);
            position[axis] = rest - outer * layout.dim(axis);
            at += position[axis] * layout.stride(view, axis);
            rest = outer;
        }
        row = (int) at;
    }

    /** Where the row begins in its array. */
    int row() {
        return row;
    }

    /** Goes on to the next row. */
    void nextRow() {
        column = 0;
        for (int axis = rank - 2; axis >= 0; axis--) {
            row += (int) layout.stride(view, axis);
            if (++position[axis] < layout.dim(axis)) {
                return;
            }
            row -= (int) (position[axis] * layout.stride(view, axis));
            position[axis] = 0;
        }
    }
}
