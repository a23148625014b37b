package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.HalfFloats;

/** Conversions of runs of elements between compute types, and to the values of storage types. */
final class Casts {
    private Casts() {}

    /**
     * Converts as {@link io.github.autograd4j.op.ScalarOp#CAST} does.
     *
     * @param from a compute type
     * @param to any type; the values of a storage type are written in its compute type
     */
    static void run(DType from, DType to, int n, Object x, int xAt, Object y, int yAt) {
        switch (to) {
            case BOOL -> toBool(from, n, x, xAt, (byte[]) y, yAt);
            case INT32 -> toInt(from, n, x, xAt, (int[]) y, yAt);
            case INT64 -> toLong(from, n, x, xAt, (long[]) y, yAt);
            case FLOAT32 -> toFloat(from, n, x, xAt, (float[]) y, yAt);
            case FLOAT64 -> toDouble(from, n, x, xAt, (double[]) y, yAt);
            case FLOAT16 -> {
                toFloat(from, n, x, xAt, (float[]) y, yAt);
                roundFloat16(n, (float[]) y, yAt);
            }
            case BFLOAT16 -> {
                toFloat(from, n, x, xAt, (float[]) y, yAt);
                roundBfloat16(n, (float[]) y, yAt);
            }
            case UINT8 -> {
                int[] target = (int[]) y;
                for (int i = 0; i < n; i++) {
                    target[yAt + i] = (int) ScalarMath.cast(from, to, Cells.load(from, x, xAt + i));
                }
            }
        }
    }

    private static void roundFloat16(int n, float[] y, int at) {
        for (int i = at; i < at + n; i++) {
            y[i] = HalfFloats.fromFloat16(HalfFloats.toFloat16(y[i]));
        }
    }

    private static void roundBfloat16(int n, float[] y, int at) {
        for (int i = at; i < at + n; i++) {
            y[i] = HalfFloats.fromBfloat16(HalfFloats.toBfloat16(y[i]));
        }
    }

    private static void toBool(DType from, int n, Object source, int xAt, byte[] y, int yAt) {
        switch (from) {
            case BOOL -> System.arraycopy(source, xAt, y, yAt, n);
            case INT32 -> {
                int[] x = (int[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (byte) (x[xAt + i] != 0 ? 1 : 0);
                }
            }
            case INT64 -> {
                long[] x = (long[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (byte) (x[xAt + i] != 0 ? 1 : 0);
                }
            }
            case FLOAT32 -> {
                float[] x = (float[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (byte) (x[xAt + i] != 0 ? 1 : 0);
                }
            }
            case FLOAT64 -> {
                double[] x = (double[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (byte) (x[xAt + i] != 0 ? 1 : 0);
                }
            }
            default -> throw new IllegalArgumentException("program: " + from + " is not a compute type");
        }
    }

    private static void toInt(DType from, int n, Object source, int xAt, int[] y, int yAt) {
        switch (from) {
            case BOOL -> {
                byte[] x = (byte[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i];
                }
            }
            case INT32 -> System.arraycopy(source, xAt, y, yAt, n);
            case INT64 -> {
                long[] x = (long[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (int) x[xAt + i];
                }
            }
            case FLOAT32 -> {
                float[] x = (float[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (int) x[xAt + i];
                }
            }
            case FLOAT64 -> {
                double[] x = (double[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (int) x[xAt + i];
                }
            }
            default -> throw new IllegalArgumentException("program: " + from + " is not a compute type");
        }
    }

    private static void toLong(DType from, int n, Object source, int xAt, long[] y, int yAt) {
        switch (from) {
            case BOOL -> {
                byte[] x = (byte[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i];
                }
            }
            case INT32 -> {
                int[] x = (int[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i];
                }
            }
            case INT64 -> System.arraycopy(source, xAt, y, yAt, n);
            case FLOAT32 -> {
                float[] x = (float[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (long) x[xAt + i];
                }
            }
            case FLOAT64 -> {
                double[] x = (double[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (long) x[xAt + i];
                }
            }
            default -> throw new IllegalArgumentException("program: " + from + " is not a compute type");
        }
    }

    private static void toFloat(DType from, int n, Object source, int xAt, float[] y, int yAt) {
        switch (from) {
            case BOOL -> {
                byte[] x = (byte[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i];
                }
            }
            case INT32 -> {
                int[] x = (int[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (float) x[xAt + i];
                }
            }
            case INT64 -> {
                long[] x = (long[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (float) x[xAt + i];
                }
            }
            case FLOAT32 -> System.arraycopy(source, xAt, y, yAt, n);
            case FLOAT64 -> {
                double[] x = (double[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (float) x[xAt + i];
                }
            }
            default -> throw new IllegalArgumentException("program: " + from + " is not a compute type");
        }
    }

    private static void toDouble(DType from, int n, Object source, int xAt, double[] y, int yAt) {
        switch (from) {
            case BOOL -> {
                byte[] x = (byte[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i];
                }
            }
            case INT32 -> {
                int[] x = (int[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i];
                }
            }
            case INT64 -> {
                long[] x = (long[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (double) x[xAt + i];
                }
            }
            case FLOAT32 -> {
                float[] x = (float[]) source;
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i];
                }
            }
            case FLOAT64 -> System.arraycopy(source, xAt, y, yAt, n);
            default -> throw new IllegalArgumentException("program: " + from + " is not a compute type");
        }
    }
}
