package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.spi.View;

/**
 * How many threads work on a row of a fused kernel ({@code team.cuh}).
 *
 * @param team the macro TEAM: 1 for a thread, 32 for a warp, 0 for a block
 * @param rows the number of rows
 */
record RowTeam(int team, long rows) {
    private static final int WARP = 32;
    private static final int SHORT = 32;
    private static final int MEDIUM = 1024;
    private static final int MANY = 1 << 12;
    private static final int TALL = 128;

    /**
     * Chooses a team.
     *
     * @param sideBySide whether neighbours in memory belong to different rows
     * @return the team, or null if a kernel that works on one row at a time does not suit
     */
    static RowTeam of(long rows, long length, boolean sideBySide) {
        if (rows > Integer.MAX_VALUE - MEDIUM || length * rows > Integer.MAX_VALUE - MEDIUM) {
            return null;
        }
        if (length <= SHORT || sideBySide && rows >= MANY) {
            return new RowTeam(1, rows);
        }
        if (sideBySide && length > TALL) {
            return null;
        }
        return new RowTeam(length <= MEDIUM ? WARP : 0, rows);
    }

    /**
     * Writes the arguments that all kernels of rows begin with ({@code rows.cuh}).
     *
     * @param kept the axes of which each position is a row
     * @param along the axes of a row, of the same operands
     * @param operands what the kernel points to; null for what is absent
     */
    Arguments arguments(Launcher launcher, int room, AxisGroup kept, AxisGroup along, View... operands) {
        Arguments arguments = new Arguments(launcher.gpu().arguments(), true);
        for (View operand : operands) {
            arguments.pointer(operand == null ? 0 : CudaBuffer.address(operand));
        }
        return arguments
                .layout(room, kept, along)
                .struct()
                .fieldIndex(rows)
                .fieldIndex(along.count())
                .field32(kept.rank())
                .field32(kept.rank() + along.rank());
    }

    void launch(Launcher launcher, String op, GpuFunction function) {
        int across = team == 1 ? (int) Math.min(4 * WARP, rows) : team == WARP ? (int) Math.min(4, rows) : 1;
        int blocks = (int) ((rows + across - 1) / across);
        int x = team == 1 ? across : team == WARP ? WARP : 8 * WARP;
        int y = team == WARP ? across : 1;
        launcher.gpu().stream().launch(op, function, blocks, 1, 1, x, y, 0);
    }
}
