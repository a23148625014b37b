package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/**
 * The leading axes of the three operands of a product, merged where they lie one after the other in all of them; the last
 * first. Written anew for each product, by the thread that holds the device's lock.
 */
final class BatchAxes {
    private final long[] sizes = new long[Backend.MAX_RANK];
    private final long[][] steps = new long[3][Backend.MAX_RANK];
    private int rank;
    private long count;

    void of(View a, View b, View c) {
        rank = 0;
        count = 1;
        for (int axis = c.rank() - 3; axis >= 0; axis--) {
            long size = c.dim(axis);
            if (size == 1) {
                continue;
            }
            count *= size;
            steps[0][rank] = a.stride(axis);
            steps[1][rank] = b.stride(axis);
            steps[2][rank] = c.stride(axis);
            if (rank > 0 && follows(0) && follows(1) && follows(2)) {
                sizes[rank - 1] *= size;
            } else {
                sizes[rank++] = size;
            }
        }
    }

    private boolean follows(int operand) {
        return steps[operand][rank] == steps[operand][rank - 1] * sizes[rank - 1];
    }

    int rank() {
        return rank;
    }

    long size(int axis) {
        return sizes[axis];
    }

    /** How many products there are. */
    long count() {
        return count;
    }

    /** The axis of most products, or −1 if there is none. */
    int longest() {
        int longest = rank - 1;
        for (int axis = rank - 2; axis >= 0; axis--) {
            longest = sizes[axis] >= sizes[longest] ? axis : longest;
        }
        return longest;
    }

    /** The distance between an operand's matrices along an axis, or 0 if there is none. */
    long step(int operand, int axis) {
        return axis < 0 ? 0 : steps[operand][axis];
    }

    /** Where an operand's matrices begin for position i of the axes but one. */
    long offset(int operand, long i, int without) {
        long offset = 0;
        long rest = i;
        for (int axis = 0; axis < rank; axis++) {
            if (axis != without) {
                offset += rest % sizes[axis] * steps[operand][axis];
                rest /= sizes[axis];
            }
        }
        return offset;
    }
}
