package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.CpuKernels;
import io.github.autograd4j.cpu.ScalarKernels;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ReduceOp;
import jdk.incubator.vector.FloatVector;

/** Loops with the Vector API; what is rare, or no faster with it, is left to the scalar ones. */
final class VectorKernels implements CpuKernels {
    private final CpuKernels scalar = new ScalarKernels();

    @Override
    public int lanes() {
        return FloatVector.SPECIES_PREFERRED.length();
    }

    @Override
    public void unary(ScalarOp op, int n, float[] x, int xOffset, float[] y, int yOffset) {
        FloatUnaryLoops.Loop loop = FloatUnaryLoops.find(op);
        if (loop == null) {
            scalar.unary(op, n, x, xOffset, y, yOffset);
        } else {
            FloatUnaryLoops.run(loop, n, x, xOffset, y, yOffset);
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
        FloatBinaryLoops.Loop loop = FloatBinaryLoops.find(op);
        if (loop == null) {
            scalar.binary(op, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        } else {
            FloatBinaryLoops.run(loop, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
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
        FloatCompareLoops.Loop loop = FloatCompareLoops.find(op);
        if (loop == null) {
            scalar.compare(op, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        } else {
            FloatCompareLoops.run(loop, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
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
        FloatSelect.select(n, condition, conditionOffset, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
    }

    @Override
    public double reduce(ReduceOp op, int n, float[] x, int xOffset) {
        return FloatReductions.reduce(op, n, x, xOffset);
    }

    @Override
    public double dot(int n, float[] a, int aOffset, float[] b, int bOffset) {
        return FloatReductions.dot(n, a, aOffset, b, bOffset);
    }

    @Override
    public void addRows(int rows, int n, float[] x, int xOffset, int rowStride, float[] y, int yOffset) {
        FloatReductions.addRows(rows, n, x, xOffset, rowStride, y, yOffset);
    }

    @Override
    public void unary(ScalarOp op, int n, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleUnaryLoops.Loop loop = DoubleUnaryLoops.find(op);
        if (loop == null) {
            scalar.unary(op, n, x, xOffset, y, yOffset);
        } else {
            DoubleUnaryLoops.run(loop, n, x, xOffset, y, yOffset);
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
        DoubleBinaryLoops.Loop loop = DoubleBinaryLoops.find(op);
        if (loop == null) {
            scalar.binary(op, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        } else {
            DoubleBinaryLoops.run(loop, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
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
        DoubleCompareLoops.Loop loop = DoubleCompareLoops.find(op);
        if (loop == null) {
            scalar.compare(op, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        } else {
            DoubleCompareLoops.run(loop, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
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
        DoubleSelect.select(n, condition, conditionOffset, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
    }

    @Override
    public double reduce(ReduceOp op, int n, double[] x, int xOffset) {
        return DoubleReductions.reduce(op, n, x, xOffset);
    }

    @Override
    public double dot(int n, double[] a, int aOffset, double[] b, int bOffset) {
        return DoubleReductions.dot(n, a, aOffset, b, bOffset);
    }

    @Override
    public void addRows(int rows, int n, double[] x, int xOffset, int rowStride, double[] y, int yOffset) {
        DoubleReductions.addRows(rows, n, x, xOffset, rowStride, y, yOffset);
    }

    @Override
    public void logical(ScalarOp op, int n, byte[] a, int aOffset, byte[] b, int bOffset, byte[] y, int yOffset) {
        scalar.logical(op, n, a, aOffset, b, bOffset, y, yOffset);
    }

    @Override
    public void convert(int n, float[] x, int xOffset, double[] y, int yOffset) {
        scalar.convert(n, x, xOffset, y, yOffset);
    }

    @Override
    public void convert(int n, double[] x, int xOffset, float[] y, int yOffset) {
        scalar.convert(n, x, xOffset, y, yOffset);
    }

    @Override
    public void fromFloat16(int n, short[] x, int xOffset, float[] y, int yOffset) {
        scalar.fromFloat16(n, x, xOffset, y, yOffset);
    }

    @Override
    public void toFloat16(int n, float[] x, int xOffset, short[] y, int yOffset) {
        scalar.toFloat16(n, x, xOffset, y, yOffset);
    }

    @Override
    public void fromBfloat16(int n, short[] x, int xOffset, float[] y, int yOffset) {
        scalar.fromBfloat16(n, x, xOffset, y, yOffset);
    }

    @Override
    public void toBfloat16(int n, float[] x, int xOffset, short[] y, int yOffset) {
        scalar.toBfloat16(n, x, xOffset, y, yOffset);
    }
}
