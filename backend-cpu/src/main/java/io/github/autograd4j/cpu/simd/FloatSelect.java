package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The choice between two {@code float} operands; the bits of the one chosen are kept, NaN or not. */
final class FloatSelect {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Byte> TRUTH = TruthBytes.species(LANES);

    private FloatSelect() {}

    static void select(
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
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset) {
        int last = n - TRUTH.length();
        int i = 0;
        for (; i <= last; i += LANES) {
            IntVector chosen = mask(condition, conditionOffset + i);
            IntVector yes =
                    FloatVector.fromArray(SPECIES, a, aOffset + i * aStride).reinterpretAsInts();
            IntVector no =
                    FloatVector.fromArray(SPECIES, b, bOffset + i * bStride).reinterpretAsInts();
            no.lanewise(
                            VectorOperators.XOR,
                            no.lanewise(VectorOperators.XOR, yes).and(chosen))
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i);
        }
        return i;
    }

    /** All bits where the byte is 1. */
    private static IntVector mask(byte[] condition, int at) {
        ByteVector bytes = ByteVector.fromArray(TRUTH, condition, at);
        return ((IntVector) bytes.convertShape(VectorOperators.B2I, BITS, 0)).neg();
    }
}
