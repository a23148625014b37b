package io.github.autograd4j.cpu.simd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/** Truth values as bytes, 0 or 1, beside the masks of vectors. */
final class TruthBytes {
    /** The bytes that belong to a vector of at most eight lanes. */
    static final VectorSpecies<Byte> EIGHT = ByteVector.SPECIES_64;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private TruthBytes() {}

    /** The bytes that belong to a vector, or more if there is no vector so short. */
    static VectorSpecies<Byte> species(int lanes) {
        return switch (lanes) {
            case 64 -> ByteVector.SPECIES_512;
            case 32 -> ByteVector.SPECIES_256;
            case 16 -> ByteVector.SPECIES_128;
            default -> EIGHT;
        };
    }

    /** Stores the lowest bits of a mask, a byte for each. */
    static void store(long mask, int lanes, byte[] y, int at) {
        switch (lanes) {
            case 2 -> SHORT.set(y, at, (short) spread(mask));
            case 4 -> INT.set(y, at, (int) spread(mask));
            default -> {
                for (int l = 0; l < lanes; l += 8) {
                    LONG.set(y, at + l, spread(mask >>> l & 0xFF));
                }
            }
        }
    }

    /** Eight bits to the eight bytes of a number. */
    private static long spread(long bits) {
        // Bit i of byte i keeps bit i; adding 127 to what is not 0 carries into bit 7.
        long own = bits * 0x0101010101010101L & 0x8040201008040201L;
        return (own + 0x7F7F7F7F7F7F7F7FL & 0x8080808080808080L | own & 0x8000000000000000L) >>> 7;
    }
}
