package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The choice between two {@code double} operands; the bits of the one chosen are kept, NaN or not. */
final class DoubleSelect {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Byte> TRUTH = TruthBytes.species(LANES);

    private DoubleSelect() {}

    static void select(
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
        int i = whole(n, condition, conditionOffset, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        for (; i < n; i++) {
            y[yOffset + i] = condition[conditionOffset + i] != 0 ? a[aOffset + i * aStride] : b[bOffset + i * bStride];
        }
    }

    /** Whole vectors, as long as the bytes that are read with them are there too. */
    private static int whole(
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
        int last = n - TRUTH.length();
        int i = 0;
        for (; i <= last; i += LANES) {
            LongVector chosen = mask(condition, conditionOffset + i);
            LongVector yes =
                    DoubleVector.fromArray(SPECIES, a, aOffset + i * aStride).reinterpretAsLongs();
            LongVector no =
                    DoubleVector.fromArray(SPECIES, b, bOffset + i * bStride).reinterpretAsLongs();
            no.lanewise(
                            VectorOperators.XOR,
                            no.lanewise(VectorOperators.XOR, yes).and(chosen))
                    .reinterpretAsDoubles()
                    .intoArray(y, yOffset + i);
        }
        return i;
    }

    /** All bits where the byte is 1. */
    private static LongVector mask(byte[] condition, int at) {
        ByteVector bytes = ByteVector.fromArray(TRUTH, condition, at);
        return ((LongVector) bytes.convertShape(VectorOperators.B2L, BITS, 0)).neg();
    }
}
