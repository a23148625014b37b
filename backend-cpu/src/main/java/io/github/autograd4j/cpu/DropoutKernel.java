package io.github.autograd4j.cpu;

import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.View;

/**
 * Dropout of neighbours in one pass. A uniform number u = m·2⁻ⁿ is at least p if and only if the whole number m is at
 * least ⌈p·2ⁿ⌉, and whether it is becomes a mask of bits: a branch would be taken by chance.
 */
final class DropoutKernel {
    /** Blocks of the generator that are worth handing to another thread. */
    private static final long TASK = 1 << 12;

    private final Dropout op;
    private final View input;
    private final View output;

    DropoutKernel(Dropout op, View input, View output) {
        this.op = op;
        this.input = input;
        this.output = output;
    }

    void run(WorkerTeam team) {
        long blocks = Distribution.UNIFORM.blocks(output.dtype(), output.numel());
        RangeTask task =
                switch (output.dtype()) {
                    case FLOAT32 -> this::floats;
                    default -> this::doubles;
                };
        team.forRange(blocks, TASK, task);
    }

    private void floats(long from, long to) {
        float[] x = (float[]) CpuBuffer.array(input);
        float[] y = (float[]) CpuBuffer.array(output);
        int ahead = (int) (input.offset() - output.offset());
        float scale = (float) op.scale();
        int least = (int) Math.ceil((float) op.p() * 0x1p24);
        int[] words = new int[4];
        PhiloxStream stream = new PhiloxStream(op.key(), op.counter() + from, to - from);
        int at = (int) (output.offset() + 4 * from);
        int end = (int) (output.offset() + Math.min(4 * to, output.numel()));
        for (long block = from; block < to; block++) {
            stream.next(words);
            for (int i = 0; i < 4 && at < end; i++, at++) {
                int kept = ~((words[i] >>> 8) - least >> 31);
                y[at] = Float.intBitsToFloat(Float.floatToRawIntBits(x[ahead + at] * scale) & kept);
            }
        }
    }

    private void doubles(long from, long to) {
        double[] x = (double[]) CpuBuffer.array(input);
        double[] y = (double[]) CpuBuffer.array(output);
        int ahead = (int) (input.offset() - output.offset());
        double scale = op.scale();
        long least = (long) Math.ceil(op.p() * 0x1p53);
        int[] words = new int[4];
        PhiloxStream stream = new PhiloxStream(op.key(), op.counter() + from, to - from);
        int at = (int) (output.offset() + 2 * from);
        int end = (int) (output.offset() + Math.min(2 * to, output.numel()));
        for (long block = from; block < to; block++) {
            stream.next(words);
            for (int i = 0; i < 2 && at < end; i++, at++) {
                long bits = (long) words[2 * i + 1] << 32 | words[2 * i] & 0xFFFFFFFFL;
                long kept = ~((bits >>> 11) - least >> 63);
                y[at] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[ahead + at] * scale) & kept);
            }
        }
    }
}
