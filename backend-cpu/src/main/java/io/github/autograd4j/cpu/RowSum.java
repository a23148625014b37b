package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ReduceOp;

/**
 * Rows combined element by element. Sums are pairwise: every so many rows, the running sum becomes a part, and parts of
 * equally many rows are added to each other.
 */
final class RowSum {
    private static final int RUN = 32;
    private static final int MAX_LEVELS = 40;

    private final BlockMath math;
    private final ScalarOp op;
    private final DType type;
    private final int width;
    private final boolean pairwise;
    private Object current;
    private int rows;
    private Object spare;
    private Object[] levels;
    private long parts;

    /** Nothing yet, for rows of so many elements; {@code type} is the one to combine in. */
    RowSum(BlockMath math, ReduceOp op, DType type, int width) {
        this.math = math;
        this.op = switch (op) {
            case SUM -> ScalarOp.ADD;
            case PROD -> ScalarOp.MUL;
            case MAX -> ScalarOp.MAXIMUM;
            case MIN -> ScalarOp.MINIMUM;
        };
        this.type = type;
        this.width = width;
        pairwise = op == ReduceOp.SUM && type.isFloating();
        current = CpuBuffer.newArray(type, width);
    }

    /** Combines elements of a row, those from {@code start} on; the first row of all must be complete. */
    void put(Object array, int at, DType elementType, int start, int count) {
        Object from = array;
        int first = at;
        if (elementType != type) {
            from = spare();
            first = 0;
            math.cast(elementType, type, count, array, at, from, 0);
        }
        if (rows == 0) {
            Rows.copy(from, first, 1, current, start, 1, count);
        } else {
            add(current, start, from, first, start, count);
        }
    }

    /** Ends a row of which so many elements were there. */
    void next(int elements) {
        if (rows == 0 && elements < width) {
            clear(current, elements);
        }
        rows++;
        if (pairwise && rows == RUN) {
            push();
        }
    }

    /** How many more rows {@link #putRows} takes at a time. */
    int room() {
        return RUN - rows;
    }

    /** Adds complete rows of floating elements that lie at equal distances. */
    void putRows(Object array, int at, int stride, int count) {
        if (rows == 0) {
            clear(current, 0);
        }
        math.addRows(type, count, width, array, at, stride, current, 0);
        rows += count;
        if (rows == RUN) {
            push();
        }
    }

    private void clear(Object array, int from) {
        if (array instanceof float[] x) {
            java.util.Arrays.fill(x, from, width, 0);
        } else {
            java.util.Arrays.fill((double[]) array, from, width, 0);
        }
    }

    private void push() {
        if (levels == null) {
            levels = new Object[MAX_LEVELS];
        }
        int level = 0;
        for (; (parts >> level & 1) != 0; level++) {
            add(levels[level], 0, current, 0, 0, width);
        }
        Object free = levels[level] == null ? CpuBuffer.newArray(type, width) : levels[level];
        levels[level] = current;
        current = free;
        parts++;
        rows = 0;
    }

    /** Ends with the rows folded to {@code narrow} elements, element i taking in i + narrow, i + 2·narrow and so on. */
    void fold(int narrow) {
        for (int level = 0; level < MAX_LEVELS && parts >> level != 0; level++) {
            if ((parts >> level & 1) == 0) {
                continue;
            }
            if (rows == 0) {
                Rows.copy(levels[level], 0, 1, current, 0, 1, width);
                rows = 1;
            } else {
                add(levels[level], 0, current, 0, 0, width);
            }
        }
        for (int left = width / narrow; left > 1; ) {
            int half = (left + 1) / 2;
            add(current, 0, current, half * narrow, 0, (left - half) * narrow);
            left = half;
        }
    }

    /** Takes in another that was folded to the same width. */
    void merge(RowSum other, int narrow) {
        add(current, 0, other.current, 0, 0, narrow);
    }

    private void add(Object a, int aAt, Object b, int bAt, int to, int count) {
        math.binary(op, type, count, a, aAt, 1, b, bAt, 1, current, to);
    }

    /** The result, from element 0 on. */
    Object values() {
        return current;
    }

    private Object spare() {
        if (spare == null) {
            spare = CpuBuffer.newArray(type, width);
        }
        return spare;
    }
}
