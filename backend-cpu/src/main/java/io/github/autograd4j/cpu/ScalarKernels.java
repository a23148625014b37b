package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.HalfFloats;
import io.github.autograd4j.spi.ReduceOp;

/**
 * Loops in plain Java: what runs without the Vector API, and the oracle of the loops that use it. Ranges that do not
 * begin at zero are copied, a chunk at a time, to arrays that do, because only then does the JIT use vectors.
 */
public final class ScalarKernels implements CpuKernels {
    private static final int SIZE = FloatChunks.SIZE;

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void unary(ScalarOp op, int n, float[] x, int xOffset, float[] y, int yOffset) {
        ScalarFloatLoops.Unary loop = ScalarFloatLoops.UNARY.get(op);
        if ((xOffset | yOffset) == 0) {
            loop.run(n, x, y);
            return;
        }
        FloatChunks chunks = FloatChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            loop.run(count, chunks.first(x, xOffset + from, 1, count), chunks.result);
            System.arraycopy(chunks.result, 0, y, yOffset + from, count);
        }
    }

    @Override
    public void binary(
            ScalarOp op,
            int n,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset) {
        ScalarFloatLoops.Binary loop = ScalarFloatLoops.BINARY.get(op);
        if ((aOffset | bOffset | yOffset) == 0 && (aStride & bStride) == 1) {
            loop.run(n, a, b, y);
            return;
        }
        FloatChunks chunks = FloatChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            float[] left = chunks.first(a, aOffset + from * aStride, aStride, count);
            float[] right = chunks.second(b, bOffset + from * bStride, bStride, count);
            loop.run(count, left, right, chunks.result);
            System.arraycopy(chunks.result, 0, y, yOffset + from, count);
        }
    }

    @Override
    public void compare(
            ScalarOp op,
            int n,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            byte[] y,
            int yOffset) {
        ScalarFloatLoops.Compare loop = ScalarFloatLoops.COMPARE.get(op);
        if ((aOffset | bOffset | yOffset) == 0 && (aStride & bStride) == 1) {
            loop.run(n, a, b, y);
            return;
        }
        FloatChunks chunks = FloatChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            float[] left = chunks.first(a, aOffset + from * aStride, aStride, count);
            float[] right = chunks.second(b, bOffset + from * bStride, bStride, count);
            loop.run(count, left, right, chunks.truth);
            System.arraycopy(chunks.truth, 0, y, yOffset + from, count);
        }
    }

    @Override
    public void select(
            int n,
            byte[] condition,
            int conditionOffset,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset) {
        if ((conditionOffset | aOffset | bOffset | yOffset) == 0 && (aStride & bStride) == 1) {
            ScalarFloatLoops.select(n, condition, a, b, y);
            return;
        }
        FloatChunks chunks = FloatChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            float[] left = chunks.first(a, aOffset + from * aStride, aStride, count);
            float[] right = chunks.second(b, bOffset + from * bStride, bStride, count);
            System.arraycopy(condition, conditionOffset + from, chunks.truth, 0, count);
            ScalarFloatLoops.select(count, chunks.truth, left, right, chunks.result);
            System.arraycopy(chunks.result, 0, y, yOffset + from, count);
        }
    }

    @Override
    public double reduce(ReduceOp op, int n, float[] x, int xOffset) {
        return ScalarFloatReductions.reduce(op, n, x, xOffset);
    }

    @Override
    public double dot(int n, float[] a, int aOffset, float[] b, int bOffset) {
        return ScalarFloatReductions.dot(n, a, aOffset, b, bOffset);
    }

    @Override
    public void addRows(int rows, int n, float[] x, int xOffset, int rowStride, float[] y, int yOffset) {
        ScalarFloatReductions.addRows(rows, n, x, xOffset, rowStride, y, yOffset);
    }

    @Override
    public void unary(ScalarOp op, int n, double[] x, int xOffset, double[] y, int yOffset) {
        ScalarDoubleLoops.Unary loop = ScalarDoubleLoops.UNARY.get(op);
        if ((xOffset | yOffset) == 0) {
            loop.run(n, x, y);
            return;
        }
        DoubleChunks chunks = DoubleChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            loop.run(count, chunks.first(x, xOffset + from, 1, count), chunks.result);
            System.arraycopy(chunks.result, 0, y, yOffset + from, count);
        }
    }

    @Override
    public void binary(
            ScalarOp op,
            int n,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] y,
            int yOffset) {
        ScalarDoubleLoops.Binary loop = ScalarDoubleLoops.BINARY.get(op);
        if ((aOffset | bOffset | yOffset) == 0 && (aStride & bStride) == 1) {
            loop.run(n, a, b, y);
            return;
        }
        DoubleChunks chunks = DoubleChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            double[] left = chunks.first(a, aOffset + from * aStride, aStride, count);
            double[] right = chunks.second(b, bOffset + from * bStride, bStride, count);
            loop.run(count, left, right, chunks.result);
            System.arraycopy(chunks.result, 0, y, yOffset + from, count);
        }
    }

    @Override
    public void compare(
            ScalarOp op,
            int n,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            byte[] y,
            int yOffset) {
        ScalarDoubleLoops.Compare loop = ScalarDoubleLoops.COMPARE.get(op);
        if ((aOffset | bOffset | yOffset) == 0 && (aStride & bStride) == 1) {
            loop.run(n, a, b, y);
            return;
        }
        DoubleChunks chunks = DoubleChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            double[] left = chunks.first(a, aOffset + from * aStride, aStride, count);
            double[] right = chunks.second(b, bOffset + from * bStride, bStride, count);
            loop.run(count, left, right, chunks.truth);
            System.arraycopy(chunks.truth, 0, y, yOffset + from, count);
        }
    }

    @Override
    public void select(
            int n,
            byte[] condition,
            int conditionOffset,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] y,
            int yOffset) {
        if ((conditionOffset | aOffset | bOffset | yOffset) == 0 && (aStride & bStride) == 1) {
            ScalarDoubleLoops.select(n, condition, a, b, y);
            return;
        }
        DoubleChunks chunks = DoubleChunks.OF_THREAD.get();
        for (int from = 0; from < n; from += SIZE) {
            int count = Math.min(SIZE, n - from);
            double[] left = chunks.first(a, aOffset + from * aStride, aStride, count);
            double[] right = chunks.second(b, bOffset + from * bStride, bStride, count);
            System.arraycopy(condition, conditionOffset + from, chunks.truth, 0, count);
            ScalarDoubleLoops.select(count, chunks.truth, left, right, chunks.result);
            System.arraycopy(chunks.result, 0, y, yOffset + from, count);
        }
    }

    @Override
    public double reduce(ReduceOp op, int n, double[] x, int xOffset) {
        return ScalarDoubleReductions.reduce(op, n, x, xOffset);
    }

    @Override
    public double dot(int n, double[] a, int aOffset, double[] b, int bOffset) {
        return ScalarDoubleReductions.dot(n, a, aOffset, b, bOffset);
    }

    @Override
    public void addRows(int rows, int n, double[] x, int xOffset, int rowStride, double[] y, int yOffset) {
        ScalarDoubleReductions.addRows(rows, n, x, xOffset, rowStride, y, yOffset);
    }

    @Override
    public void logical(ScalarOp op, int n, byte[] a, int aOffset, byte[] b, int bOffset, byte[] y, int yOffset) {
        switch (op) {
            case NOT -> {
                for (int i = 0; i < n; i++) {
                    y[yOffset + i] = (byte) (a[aOffset + i] ^ 1);
                }
            }
            case EQ -> {
                for (int i = 0; i < n; i++) {
                    y[yOffset + i] = (byte) (a[aOffset + i] ^ b[bOffset + i] ^ 1);
                }
            }
            case NE, XOR -> {
                for (int i = 0; i < n; i++) {
                    y[yOffset + i] = (byte) (a[aOffset + i] ^ b[bOffset + i]);
                }
            }
            case AND -> {
                for (int i = 0; i < n; i++) {
                    y[yOffset + i] = (byte) (a[aOffset + i] & b[bOffset + i]);
                }
            }
            case OR -> {
                for (int i = 0; i < n; i++) {
                    y[yOffset + i] = (byte) (a[aOffset + i] | b[bOffset + i]);
                }
            }
            default -> throw new IllegalArgumentException("cpu: " + op + " is not a logical operation");
        }
    }

    @Override
    public void convert(int n, float[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = x[xOffset + i];
        }
    }

    @Override
    public void convert(int n, double[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = (float) x[xOffset + i];
        }
    }

    @Override
    public void fromFloat16(int n, short[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = HalfFloats.fromFloat16(x[xOffset + i]);
        }
    }

    @Override
    public void toFloat16(int n, float[] x, int xOffset, short[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = HalfFloats.toFloat16(x[xOffset + i]);
        }
    }

    @Override
    public void fromBfloat16(int n, short[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = HalfFloats.fromBfloat16(x[xOffset + i]);
        }
    }

    @Override
    public void toBfloat16(int n, float[] x, int xOffset, short[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = HalfFloats.toBfloat16(x[xOffset + i]);
        }
    }
}
