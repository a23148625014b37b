package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.View;

/**
 * The gradient of the weights: for each position in the window, the product of the image, shifted there, with the
 * cotangent. The cotangent is packed once, channels innermost; the shifted image needs no packing, since its rows are
 * read as they lie. Several rows go in one run, with zeros for the cotangent in the gaps between them, unless the image
 * has infinities there that zeros would turn into NaN.
 *
 * <p>The windows of all images are one long sum. It is cut into parts by size only, which are added in order.
 */
final class ConvWeightGradKernel<T> {
    /** Windows whose packed cotangent stays in the second-level cache. */
    private static final int MAX_DEPTH = 512;

    private static final int MAX_PARTS = 16;

    /** Elements of all partial results together. */
    private static final int MAX_PARTIAL = 1 << 21;

    private final Class<T> type;
    private final GemmKernel<T> kernel;
    private final BlockMath math;
    private final WorkerTeam team;
    private final ThreadBuffers<T> images;
    private final ThreadBuffers<T> packed;

    ConvWeightGradKernel(Class<T> type, GemmKernel<T> kernel, BlockMath math, WorkerTeam team) {
        this.type = type;
        this.kernel = kernel;
        this.math = math;
        this.team = team;
        images = new ThreadBuffers<>(kernel::allocate, kernel::length);
        packed = new ThreadBuffers<>(kernel::allocate, kernel::length);
    }

    void run(ConvShape s, View image, View cotangent, View output) {
        int panels = (s.out() - 1) / kernel.columns() + 1;
        int rowsPerUnit = rowsPerUnit(s);
        int units = s.batch() * ((s.rows().windows() - 1) / rowsPerUnit + 1);
        long size = (long) s.depth() * kernel.columns() * panels * s.groups();
        long work = (long) s.depth() * s.out() * s.windows() * s.batch() * s.groups();
        int parts = (int) Math.max(
                1, Math.min(Math.min(MAX_PARTS, units), Math.min(MAX_PARTIAL / size, work / Convolution.TASK)));
        Object[] partial = new Object[s.groups() * panels * parts];
        team.run(partial.length, i -> {
            int part = i % parts;
            int panel = i / parts % panels;
            int group = i / parts / panels;
            int lanes = Math.min(kernel.columns(), s.out() - panel * kernel.columns());
            Task task = new Task(s, image, cotangent, group, panel * kernel.columns(), lanes, rowsPerUnit);
            partial[i] = task.sum((int) ((long) units * part / parts), (int) ((long) units * (part + 1) / parts));
        });
        DType dtype = output.dtype();
        for (int i = 0; i < partial.length; i += parts) {
            int panel = i / parts % panels;
            int group = i / parts / panels;
            int lanes = Math.min(kernel.columns(), s.out() - panel * kernel.columns());
            int width = kernel.width(lanes);
            Object total = partial[i];
            for (int part = 1; part < parts; part++) {
                math.binary(ScalarOp.ADD, dtype, s.depth() * width, total, 0, 1, partial[i + part], 0, 1, total, 0);
            }
            int first = (int) output.offset() + (group * s.out() + panel * kernel.columns()) * s.depth();
            for (int row = 0; row < s.depth(); row++) {
                int to = first + position(s, row);
                Rows.copy(total, row * width, 1, CpuBuffer.array(output), to, s.depth(), lanes);
            }
        }
    }

    private static int rowsPerUnit(ConvShape s) {
        return s.dense() ? Math.max(1, MAX_DEPTH / s.columns().padded()) : 1;
    }

    /** Whether tiles go over channels, else over the columns of the window. */
    private static boolean overChannels(ConvShape s) {
        return s.in() >= s.columns().kernel();
    }

    /** Where a row of a partial result belongs in a weight. */
    private static int position(ConvShape s, int row) {
        return overChannels(s) ? row % s.in() * s.taps() + row / s.in() : row;
    }

    /** The sum over some windows, for one panel of channels of the cotangent. */
    private final class Task {
        private final ConvShape s;
        private final View cotangent;
        private final Object source;
        private final PaddedImage<T> image;
        private final int group;
        private final int firstLane;
        private final int lanes;
        private final int width;
        private final int rowsPerUnit;
        private final int unitsPerImage;
        private final T result;
        private final T tile;

        /** Whether a run spans several rows, with gaps. */
        private boolean joined;

        Task(ConvShape s, View image, View cotangent, int group, int firstLane, int lanes, int rowsPerUnit) {
            this.s = s;
            this.cotangent = cotangent;
            this.image = new PaddedImage<>(s, image, type);
            this.group = group;
            this.firstLane = firstLane;
            this.lanes = lanes;
            this.rowsPerUnit = rowsPerUnit;
            source = CpuBuffer.array(cotangent);
            width = kernel.width(lanes);
            unitsPerImage = (s.rows().windows() - 1) / rowsPerUnit + 1;
            result = kernel.allocate(s.depth() * width);
            tile = kernel.allocate(kernel.rows() * width);
        }

        T sum(int from, int to) {
            T buffer = images.take(image.bufferLength());
            PatchPacker.clear(buffer, 0, image.bufferLength());
            image.use(buffer);
            T panel = packed.take(image.pitch * rowsPerUnit * width);
            int loaded = -1;
            for (int unit = from; unit < to; unit++) {
                int index = unit / unitsPerImage;
                if (index != loaded) {
                    image.load(index, group);
                    joined = rowsPerUnit > 1 && image.isFinite(math);
                    loaded = index;
                }
                int first = unit % unitsPerImage * rowsPerUnit;
                int rows = Math.min(rowsPerUnit, s.rows().windows() - first);
                pack(index, first, rows, panel);
                multiply(first, rows, panel, unit == from);
            }
            packed.give(panel);
            images.give(buffer);
            return result;
        }

        /** Steps from one row of windows to the next in the packed panel. */
        private int depthPerRow() {
            return joined ? image.pitch : s.columns().windows();
        }

        private void pack(int index, int first, int rows, T panel) {
            int channel = group * s.out() + firstLane;
            int rowStride = cotangent.rank() == 3 ? 0 : (int) cotangent.stride(2);
            int columnStride = (int) cotangent.stride(cotangent.rank() - 1);
            int at = (int) (cotangent.offset() + index * cotangent.stride(0) + channel * cotangent.stride(1));
            int windows = s.columns().windows();
            for (int row = 0; row < rows; row++) {
                int to = row * depthPerRow() * width;
                kernel.pack(
                        type.cast(source),
                        at + (first + row) * rowStride,
                        (int) cotangent.stride(1),
                        columnStride,
                        lanes,
                        width,
                        windows,
                        panel,
                        to);
                PatchPacker.clear(panel, to + windows * width, to + depthPerRow() * width);
            }
        }

        private void multiply(int first, int rows, T panel, boolean begins) {
            int windows = s.columns().windows();
            if (joined) {
                run(first, (rows - 1) * image.pitch + windows, panel, 0, begins);
                return;
            }
            for (int row = 0; row < rows; row++) {
                run(first + row, windows, panel, row * windows * width, begins && row == 0);
            }
        }

        /** Adds up the windows from the start of a row on, for all positions in the window. */
        private void run(int row, int depth, T panel, int panelAt, boolean begins) {
            int start = image.offset + row * s.rows().stride() * image.pitch;
            int to = 0;
            if (overChannels(s)) {
                for (int i = 0; i < s.rows().kernel(); i++) {
                    for (int j = 0; j < s.columns().kernel(); j++) {
                        int at = start
                                + i * s.rows().dilation() * image.pitch
                                + j * s.columns().dilation();
                        tiles(s.in(), at, image.plane, depth, panel, panelAt, begins, to);
                        to += s.in();
                    }
                }
            } else {
                for (int c = 0; c < s.in(); c++) {
                    for (int i = 0; i < s.rows().kernel(); i++) {
                        int at = start + c * image.plane + i * s.rows().dilation() * image.pitch;
                        int columns = s.columns().kernel();
                        tiles(columns, at, s.columns().dilation(), depth, panel, panelAt, begins, to);
                        to += columns;
                    }
                }
            }
        }

        private void tiles(int count, int at, int rowStride, int depth, T panel, int panelAt, boolean begins, int to) {
            for (int row = 0; row < count; row += kernel.rows()) {
                int rows = Math.min(kernel.rows(), count - row);
                int resultAt = (to + row) * width;
                kernel.tile(
                        rows,
                        width,
                        depth,
                        image.array,
                        at + row * rowStride,
                        rowStride,
                        s.columns().stride(),
                        panel,
                        panelAt,
                        width,
                        begins ? result : tile,
                        begins ? resultAt : 0,
                        width);
                if (!begins) {
                    kernel.merge(rows, width, 1, tile, 0, width, 1, result, resultAt, width, 1);
                }
            }
        }
    }
}
