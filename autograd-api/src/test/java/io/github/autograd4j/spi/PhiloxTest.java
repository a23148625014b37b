package io.github.autograd4j.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The published test vectors of Random123. */
class PhiloxTest {
    private static int[] block(long key, long low, long high) {
        int[] words = new int[4];
        Philox.block(key, low, high, words, 0);
        return words;
    }

    @Test
    void zeros() {
        assertThat(block(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    }

    @Test
    void ones() {
        assertThat(block(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    }

    @Test
    void digitsOfPi() {
        assertThat(block(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void uniformsStayBelowOne() {
        assertThat(Philox.uniform(-1)).isLessThan(1f);
        assertThat(Philox.uniform(-1, -1)).isLessThan(1.0);
        assertThat(Philox.uniform(0x100)).isEqualTo(0x1p-24f);
        assertThat(Philox.uniform(0x800, 0)).isEqualTo(0x1p-53);
    }
}
