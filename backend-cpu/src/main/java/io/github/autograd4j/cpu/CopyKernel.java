package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.View;

/** Copies and fills. */
final class CopyKernel {
    private CopyKernel() {}

    static void copy(View input, View output) {
        Object from = CpuBuffer.array(input);
        Object to = CpuBuffer.array(output);
        Layout layout = Layout.of(input, output);
        int row = (int) layout.rowLength();
        int fromStride = layout.rowStride(0);
        int toStride = layout.rowStride(1);
        for (long i = 0; i < layout.numel(); i += row) {
            copyRow(from, layout.at(0, i), fromStride, to, layout.at(1, i), toStride, row);
        }
    }

    @SuppressWarnings("SuspiciousSystemArraycopy")
    static void copyRow(Object from, int at, int stride, Object to, int toAt, int toStride, int length) {
        if (stride == 1 && toStride == 1) {
            System.arraycopy(from, at, to, toAt, length);
        } else if (from instanceof float[] x) {
            float[] y = (float[]) to;
            for (int i = 0; i < length; i++) {
                y[toAt + i * toStride] = x[at + i * stride];
            }
        } else if (from instanceof double[] x) {
            double[] y = (double[]) to;
            for (int i = 0; i < length; i++) {
                y[toAt + i * toStride] = x[at + i * stride];
            }
        } else if (from instanceof long[] x) {
            long[] y = (long[]) to;
            for (int i = 0; i < length; i++) {
                y[toAt + i * toStride] = x[at + i * stride];
            }
        } else if (from instanceof int[] x) {
            int[] y = (int[]) to;
            for (int i = 0; i < length; i++) {
                y[toAt + i * toStride] = x[at + i * stride];
            }
        } else if (from instanceof short[] x) {
            short[] y = (short[]) to;
            for (int i = 0; i < length; i++) {
                y[toAt + i * toStride] = x[at + i * stride];
            }
        } else {
            byte[] x = (byte[]) from;
            byte[] y = (byte[]) to;
            for (int i = 0; i < length; i++) {
                y[toAt + i * toStride] = x[at + i * stride];
            }
        }
    }

    static void fill(double value, View output) {
        Object one = CpuBuffer.newArray(output.dtype(), 1);
        Cells.store(output.dtype(), one, 0, Cells.fromDouble(output.dtype(), value));
        Object to = CpuBuffer.array(output);
        Layout layout = Layout.of(output);
        int row = (int) layout.rowLength();
        int stride = layout.rowStride(0);
        for (long i = 0; i < layout.numel(); i += row) {
            copyRow(one, 0, 0, to, layout.at(0, i), stride, row);
        }
    }
}
