package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.spi.Philox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhiloxStreamTest {
    /** From below 2³² and from below 2⁶⁴ on, with keys of both signs. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 1000})
    void theWordsOfEachBlock(int count) {
        int[] expected = new int[4];
        int[] actual = new int[4];
        for (long key : new long[] {0, 3L << 33 | 5, -7}) {
            for (long first : new long[] {0, 0xFFFFFFF0L, -3}) {
                PhiloxStream stream = new PhiloxStream(key, first, count);
                for (int i = 0; i < count; i++) {
                    Philox.block(key, first + i, expected, 0);
                    stream.next(actual);
                    assertThat(actual)
                            .as("block %s after %s, key %s", i, first, key)
                            .isEqualTo(expected);
                }
            }
        }
    }
}
