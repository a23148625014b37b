package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.spi.View;

/** Copies whose input is contiguous along another axis than their output, by tiles in shared memory. */
final class Transposes {
    private static final int TILE = 32;
    private static final int HEIGHT = 8;
    /** Along axes shorter than this most of a tile would be empty. */
    private static final int SHORT = TILE / 2;

    private record Source(int bytes, boolean narrow, int room) {
        String text() {
            return new SourceText()
                    .layout(narrow, room, 2)
                    .type("Element", SourceText.bits(bytes))
                    .file("transpose.cu")
                    .toString();
        }
    }

    /**
     * A copy as planes that are turned.
     *
     * @param axes all axes of input and output, merged
     * @param row the axis along which neighbours of the output lie
     * @param column the axis along which neighbours of the input lie
     */
    record Plan(AxisGroup axes, int row, int column) {
        /** The plan of a copy, or null if it turns nothing. */
        static Plan of(View input, View output) {
            AxisGroup axes = AxisGroup.of(AxisGroup.without(input.rank(), -1), input, output);
            int row = axes.sideBySide(1);
            int column = axes.sideBySide(0);
            boolean turns = row >= 0 && column >= 0 && axes.stride()[0][row] > 1 && axes.stride()[1][column] > 1;
            return turns && axes.size()[row] >= SHORT && axes.size()[column] >= SHORT
                    ? new Plan(axes, row, column)
                    : null;
        }

        boolean isNarrow() {
            return IndexWidth.isNarrow(Math.max(axes.count(), Math.max(axes.reach(0), axes.reach(1))));
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    Transposes(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    void copy(Plan plan, View input, View output) {
        AxisGroup planes = plan.axes.without(plan.row).without(plan.column - (plan.row < plan.column ? 1 : 0));
        Source source = new Source(input.dtype().byteSize(), plan.isNarrow(), SourceText.room(planes.rank()));
        GpuFunction function = kernels.get(source, source::text, "transpose");
        long rows = plan.axes.size()[plan.row];
        long columns = plan.axes.size()[plan.column];
        long down = (rows + TILE - 1) / TILE;
        long across = (columns + TILE - 1) / TILE;
        launcher.begin();
        try {
            new Arguments(launcher.gpu().arguments(), source.narrow)
                    .pointer(CudaBuffer.address(input))
                    .pointer(CudaBuffer.address(output))
                    .layout(source.room, planes)
                    .struct()
                    .fieldIndex(rows)
                    .fieldIndex(columns)
                    .fieldIndex(plan.axes.stride()[0][plan.row])
                    .fieldIndex(plan.axes.stride()[1][plan.column])
                    .fieldIndex(down)
                    .fieldIndex(across)
                    .fieldIndex(planes.count())
                    .field32(planes.rank());
            int blocks = launcher.blocks(planes.count() * down * across * TILE * HEIGHT, TILE * HEIGHT);
            launcher.gpu().stream().launch("copy", function, blocks, 1, 1, TILE, HEIGHT, 0);
        } finally {
            launcher.end();
        }
    }
}
