package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import java.util.Arrays;

/** Rows and tiles of elements of any type, copied as they are. */
final class Rows {
    private static final int TILE = 32;

    private Rows() {}

    /** Copies one element. */
    static void copyOne(Object from, int at, Object to, int toAt) {
        if (from instanceof float[] x) {
            float[] y = (float[]) to;
            y[toAt] = x[at];
        } else if (from instanceof double[] x) {
            double[] y = (double[]) to;
            y[toAt] = x[at];
        } else if (from instanceof long[] x) {
            long[] y = (long[]) to;
            y[toAt] = x[at];
        } else if (from instanceof int[] x) {
            int[] y = (int[]) to;
            y[toAt] = x[at];
        } else if (from instanceof short[] x) {
            short[] y = (short[]) to;
            y[toAt] = x[at];
        } else {
            byte[] x = (byte[]) from;
            byte[] y = (byte[]) to;
            y[toAt] = x[at];
        }
    }

    /** Copies elements at any distances. */
    static void copy(Object from, int at, int stride, Object to, int toAt, int toStride, int length) {
        if (stride == 1 && toStride == 1) {
            copy(from, at, to, toAt, length);
        } else if (toStride == 1 && stride == 0) {
            spread(from, at, to, toAt, length);
        } else {
            copyStrided(from, at, stride, to, toAt, toStride, length);
        }
    }

    /** Copies elements that are neighbours; the JVM does it faster where it knows the type. */
    static void copy(Object from, int at, Object to, int toAt, int length) {
        if (from instanceof float[] x) {
            System.arraycopy(x, at, (float[]) to, toAt, length);
        } else if (from instanceof double[] x) {
            System.arraycopy(x, at, (double[]) to, toAt, length);
        } else if (from instanceof long[] x) {
            System.arraycopy(x, at, (long[]) to, toAt, length);
        } else if (from instanceof int[] x) {
            System.arraycopy(x, at, (int[]) to, toAt, length);
        } else if (from instanceof short[] x) {
            System.arraycopy(x, at, (short[]) to, toAt, length);
        } else {
            System.arraycopy((byte[]) from, at, (byte[]) to, toAt, length);
        }
    }

    private static void copyStrided(Object from, int at, int stride, Object to, int toAt, int toStride, int length) {
        if (from instanceof float[] x) {
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

    private static void spread(Object from, int at, Object to, int toAt, int length) {
        if (from instanceof float[] x) {
            float[] y = (float[]) to;
            Arrays.fill(y, toAt, toAt + length, x[at]);
        } else if (from instanceof double[] x) {
            double[] y = (double[]) to;
            Arrays.fill(y, toAt, toAt + length, x[at]);
        } else if (from instanceof long[] x) {
            long[] y = (long[]) to;
            Arrays.fill(y, toAt, toAt + length, x[at]);
        } else if (from instanceof int[] x) {
            int[] y = (int[]) to;
            Arrays.fill(y, toAt, toAt + length, x[at]);
        } else if (from instanceof short[] x) {
            short[] y = (short[]) to;
            Arrays.fill(y, toAt, toAt + length, x[at]);
        } else {
            byte[] x = (byte[]) from;
            byte[] y = (byte[]) to;
            Arrays.fill(y, toAt, toAt + length, x[at]);
        }
    }

    /**
     * Copies a matrix whose columns are rows in memory, tile by tile so that lines of the cache are used up while they
     * are there: element (i, j) from {@code at + i + j · stride} to {@code toAt + i · toStride + j}.
     */
    static void transpose(Object from, int at, int stride, Object to, int toAt, int toStride, int rows, int columns) {
        for (int i = 0; i < rows; i += TILE) {
            int height = Math.min(TILE, rows - i);
            for (int j = 0; j < columns; j += TILE) {
                int width = Math.min(TILE, columns - j);
                tile(from, at + i + j * stride, stride, to, toAt + i * toStride + j, toStride, height, width);
            }
        }
    }

    private static void tile(
            Object from, int at, int stride, Object to, int toAt, int toStride, int height, int width) {
        if (from instanceof float[] x) {
            float[] y = (float[]) to;
            for (int i = 0; i < height; i++) {
                int row = toAt + i * toStride;
                for (int j = 0; j < width; j++) {
                    y[row + j] = x[at + i + j * stride];
                }
            }
        } else if (from instanceof double[] x) {
            double[] y = (double[]) to;
            for (int i = 0; i < height; i++) {
                int row = toAt + i * toStride;
                for (int j = 0; j < width; j++) {
                    y[row + j] = x[at + i + j * stride];
                }
            }
        } else if (from instanceof long[] x) {
            long[] y = (long[]) to;
            for (int i = 0; i < height; i++) {
                int row = toAt + i * toStride;
                for (int j = 0; j < width; j++) {
                    y[row + j] = x[at + i + j * stride];
                }
            }
        } else if (from instanceof int[] x) {
            int[] y = (int[]) to;
            for (int i = 0; i < height; i++) {
                int row = toAt + i * toStride;
                for (int j = 0; j < width; j++) {
                    y[row + j] = x[at + i + j * stride];
                }
            }
        } else if (from instanceof short[] x) {
            short[] y = (short[]) to;
            for (int i = 0; i < height; i++) {
                int row = toAt + i * toStride;
                for (int j = 0; j < width; j++) {
                    y[row + j] = x[at + i + j * stride];
                }
            }
        } else {
            byte[] x = (byte[]) from;
            byte[] y = (byte[]) to;
            for (int i = 0; i < height; i++) {
                int row = toAt + i * toStride;
                for (int j = 0; j < width; j++) {
                    y[row + j] = x[at + i + j * stride];
                }
            }
        }
    }

    /** An array of one element, in the representation of {@link Cells}. */
    static Object single(DType type, long bits) {
        Object array = CpuBuffer.newArray(type, 1);
        Cells.store(type, array, 0, bits);
        return array;
    }
}
