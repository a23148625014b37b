package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.VectorSpecies;

/** How wide a tile may be before its sums no longer fit the registers. */
final class TileShape {
    private TileShape() {}

    /** Four vectors where there are 32 registers (AVX-512, AArch64), two where there are 16. */
    static int vectors(VectorSpecies<?> species) {
        boolean arm = "aarch64".equals(System.getProperty("os.arch"));
        return species.vectorBitSize() >= 512 || arm ? 4 : 2;
    }
}
