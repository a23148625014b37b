package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.View;

/** Products of small matrices, for which any preparation costs more than the loops. */
final class TinyMatmul {
    private TinyMatmul() {}

    static void floats(View a, View b, View c, double alpha, double beta) {
        float[] x = (float[]) CpuBuffer.array(a);
        float[] y = (float[]) CpuBuffer.array(b);
        float[] z = (float[]) CpuBuffer.array(c);
        int rows = (int) c.dim(0);
        int columns = (int) c.dim(1);
        int depth = (int) a.dim(1);
        int aRow = (int) a.stride(0);
        int aColumn = (int) a.stride(1);
        int bRow = (int) b.stride(0);
        int bColumn = (int) b.stride(1);
        int cRow = (int) c.stride(0);
        int cColumn = (int) c.stride(1);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int left = (int) a.offset() + i * aRow;
                int right = (int) b.offset() + j * bColumn;
                double sum = 0;
                for (int p = 0; p < depth; p++) {
                    sum += (double) x[left + p * aColumn] * y[right + p * bRow];
                }
                int at = (int) c.offset() + i * cRow + j * cColumn;
                z[at] = (float) (beta == 0 ? alpha * sum : alpha * sum + beta * z[at]);
            }
        }
    }

    static void doubles(View a, View b, View c, double alpha, double beta) {
        double[] x = (double[]) CpuBuffer.array(a);
        double[] y = (double[]) CpuBuffer.array(b);
        double[] z = (double[]) CpuBuffer.array(c);
        int rows = (int) c.dim(0);
        int columns = (int) c.dim(1);
        int depth = (int) a.dim(1);
        int aRow = (int) a.stride(0);
        int aColumn = (int) a.stride(1);
        int bRow = (int) b.stride(0);
        int bColumn = (int) b.stride(1);
        int cRow = (int) c.stride(0);
        int cColumn = (int) c.stride(1);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int left = (int) a.offset() + i * aRow;
                int right = (int) b.offset() + j * bColumn;
                double sum = 0;
                for (int p = 0; p < depth; p++) {
                    sum += x[left + p * aColumn] * y[right + p * bRow];
                }
                int at = (int) c.offset() + i * cRow + j * cColumn;
                z[at] = beta == 0 ? alpha * sum : alpha * sum + beta * z[at];
            }
        }
    }
}
