package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.DoublePanels;
import io.github.autograd4j.cpu.GemmKernel;
import io.github.autograd4j.cpu.ScalarDoubleGemm;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Inner loops of matrix products for {@code double} with the Vector API. */
public final class VectorDoubleGemm implements GemmKernel<double[]> {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = TileShape.vectors(SPECIES);

    private final GemmKernel<double[]> scalar = new ScalarDoubleGemm();

    @Override
    public int rows() {
        return DoubleTiles.ROWS;
    }

    @Override
    public int columns() {
        return VECTORS * LANES;
    }

    @Override
    public int width(int columns) {
        return (columns + LANES - 1) / LANES * LANES;
    }

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    public int length(double[] array) {
        return array.length;
    }

    @Override
    public void tile(
            int rows,
            int width,
            int depth,
            double[] a,
            int aOffset,
            int aRow,
            int aStep,
            double[] b,
            int bOffset,
            int bStep,
            double[] c,
            int cOffset,
            int cRow) {
        switch (width / LANES) {
            case 1 -> DoubleTiles.tile1(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
            case 2 -> {
                if (aRow == 1 && aStep == DoubleTiles.ROWS && bStep == 2 * LANES) {
                    DoubleTiles.packed2(rows, depth, a, aOffset, b, bOffset, c, cOffset, cRow);
                } else {
                    DoubleTiles.tile2(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
                }
            }
            case 3 -> DoubleTiles.tile3(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
            default -> {
                if (aRow == 1 && aStep == DoubleTiles.ROWS && bStep == 4 * LANES) {
                    DoubleTiles.packed4(rows, depth, a, aOffset, b, bOffset, c, cOffset, cRow);
                } else {
                    DoubleTiles.tile4(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
                }
            }
        }
    }

    @Override
    public void addRows(
            int n, int depth, double[] x, int xOffset, double[] b, int bOffset, int bStep, double[] y, int yOffset) {
        DoubleVectorMatrix.addRows(n, depth, x, xOffset, b, bOffset, bStep, y, yOffset);
    }

    @Override
    public void dots(
            int n, int depth, double[] x, int xOffset, double[] b, int bOffset, int bColumn, double[] y, int yOffset) {
        DoubleVectorMatrix.dots(n, depth, x, xOffset, b, bOffset, bColumn, y, yOffset);
    }

    @Override
    public void pack(
            double[] source,
            int offset,
            int laneStride,
            int depthStride,
            int lanes,
            int width,
            int depth,
            double[] target,
            int targetOffset) {
        if (depthStride == 1 && laneStride != 1 && DoubleTranspose.worthwhile(lanes, depth)) {
            DoubleTranspose.copy(source, offset, laneStride, lanes, width, depth, target, targetOffset);
            DoublePanels.clear(lanes, width, depth, target, targetOffset);
        } else {
            scalar.pack(source, offset, laneStride, depthStride, lanes, width, depth, target, targetOffset);
        }
    }

    @Override
    public void merge(
            int rows,
            int columns,
            double alpha,
            double[] s,
            int sOffset,
            int sRow,
            double beta,
            double[] c,
            int cOffset,
            int cRow,
            int cColumn) {
        if (cColumn != 1) {
            scalar.merge(rows, columns, alpha, s, sOffset, sRow, beta, c, cOffset, cRow, cColumn);
            return;
        }
        for (int i = 0; i < rows; i++) {
            DoubleMerge.row(columns, alpha, s, sOffset + i * sRow, beta, c, cOffset + i * cRow);
        }
    }

    @Override
    public void scale(int rows, int columns, double beta, double[] c, int cOffset, int cRow, int cColumn) {
        scalar.scale(rows, columns, beta, c, cOffset, cRow, cColumn);
    }
}
