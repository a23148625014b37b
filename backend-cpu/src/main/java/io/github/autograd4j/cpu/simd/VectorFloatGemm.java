package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.FloatPanels;
import io.github.autograd4j.cpu.GemmKernel;
import io.github.autograd4j.cpu.ScalarFloatGemm;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Inner loops of matrix products for {@code float} with the Vector API. */
public final class VectorFloatGemm implements GemmKernel<float[]> {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = TileShape.vectors(SPECIES);

    private final GemmKernel<float[]> scalar = new ScalarFloatGemm();

    @Override
    public int rows() {
        return FloatTiles.ROWS;
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
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public int length(float[] array) {
        return array.length;
    }

    @Override
    public void tile(
            int rows,
            int width,
            int depth,
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] c,
            int cOffset,
            int cRow) {
        switch (width / LANES) {
            case 1 -> FloatTiles.tile1(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
            case 2 -> {
                if (aRow == 1 && aStep == FloatTiles.ROWS && bStep == 2 * LANES) {
                    FloatTiles.packed2(rows, depth, a, aOffset, b, bOffset, c, cOffset, cRow);
                } else {
                    FloatTiles.tile2(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
                }
            }
            case 3 -> FloatTiles.tile3(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
            default -> {
                if (aRow == 1 && aStep == FloatTiles.ROWS && bStep == 4 * LANES) {
                    FloatTiles.packed4(rows, depth, a, aOffset, b, bOffset, c, cOffset, cRow);
                } else {
                    FloatTiles.tile4(rows, depth, a, aOffset, aRow, aStep, b, bOffset, bStep, c, cOffset, cRow);
                }
            }
        }
    }

    @Override
    public void addRows(
            int n, int depth, float[] x, int xOffset, float[] b, int bOffset, int bStep, float[] y, int yOffset) {
        FloatVectorMatrix.addRows(n, depth, x, xOffset, b, bOffset, bStep, y, yOffset);
    }

    @Override
    public void dots(
            int n, int depth, float[] x, int xOffset, float[] b, int bOffset, int bColumn, float[] y, int yOffset) {
        FloatVectorMatrix.dots(n, depth, x, xOffset, b, bOffset, bColumn, y, yOffset);
    }

    @Override
    public void pack(
            float[] source,
            int offset,
            int laneStride,
            int depthStride,
            int lanes,
            int width,
            int depth,
            float[] target,
            int targetOffset) {
        if (depthStride == 1 && laneStride != 1 && FloatTranspose.worthwhile(lanes, depth)) {
            FloatTranspose.copy(source, offset, laneStride, lanes, width, depth, target, targetOffset);
            FloatPanels.clear(lanes, width, depth, target, targetOffset);
        } else {
            scalar.pack(source, offset, laneStride, depthStride, lanes, width, depth, target, targetOffset);
        }
    }

    @Override
    public void merge(
            int rows,
            int columns,
            double alpha,
            float[] s,
            int sOffset,
            int sRow,
            double beta,
            float[] c,
            int cOffset,
            int cRow,
            int cColumn) {
        if (cColumn != 1) {
            scalar.merge(rows, columns, alpha, s, sOffset, sRow, beta, c, cOffset, cRow, cColumn);
            return;
        }
        for (int i = 0; i < rows; i++) {
            FloatMerge.row(columns, (float) alpha, s, sOffset + i * sRow, (float) beta, c, cOffset + i * cRow);
        }
    }

    @Override
    public void scale(int rows, int columns, double beta, float[] c, int cOffset, int cRow, int cColumn) {
        scalar.scale(rows, columns, beta, c, cOffset, cRow, cColumn);
    }
}
