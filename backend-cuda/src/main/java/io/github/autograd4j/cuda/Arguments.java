package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.LaunchArguments;

/** The arguments of a launch whose kernel has indices of 32 or 64 bits and room for some axes. */
final class Arguments {
    private final LaunchArguments to;
    private final boolean narrow;

    Arguments(LaunchArguments to, boolean narrow) {
        this.to = to.clear();
        this.narrow = narrow;
    }

    Arguments pointer(long address) {
        to.int64(address);
        return this;
    }

    Arguments int32(int value) {
        to.int32(value);
        return this;
    }

    Arguments float64(double value) {
        to.float64(value);
        return this;
    }

    Arguments index(long value) {
        if (narrow) {
            to.int32((int) value);
        } else {
            to.int64(value);
        }
        return this;
    }

    Arguments struct() {
        to.struct();
        return this;
    }

    Arguments field32(int value) {
        to.field32(value);
        return this;
    }

    Arguments field64(long value) {
        to.field64(value);
        return this;
    }

    Arguments fieldIndex(long value) {
        if (narrow) {
            to.field32((int) value);
        } else {
            to.field64(value);
        }
        return this;
    }

    /** A layout: the axes of one group after those of another, with an operand for each view. */
    Arguments layout(int room, AxisGroup outer, AxisGroup inner) {
        to.struct();
        axes(room, outer.size(), inner.size());
        for (int v = 0; v < outer.stride().length; v++) {
            axes(room, outer.stride()[v], inner.stride()[v]);
        }
        return this;
    }

    Arguments layout(int room, AxisGroup group) {
        to.struct();
        axes(room, group.size(), NONE);
        for (int v = 0; v < group.stride().length; v++) {
            axes(room, group.stride()[v], NONE);
        }
        return this;
    }

    private static final long[] NONE = {};

    private void axes(int room, long[] outer, long[] inner) {
        for (int i = 0; i < room; i++) {
            int k = i - outer.length;
            fieldIndex(k < 0 ? outer[i] : k < inner.length ? inner[k] : 0);
        }
    }
}
