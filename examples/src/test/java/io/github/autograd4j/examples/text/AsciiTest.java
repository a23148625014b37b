package io.github.autograd4j.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AsciiTest {
    @Test
    void twoRowsAreALine() {
        byte[] pixels = {0, -1, -1, 0, -1, 0, -1, 0, 0};
        assertThat(Ascii.image(pixels, 3, 3)).containsExactly(" @=", "@  ");
    }

    @Test
    void refusesOtherSizes() {
        assertThatThrownBy(() -> Ascii.image(new byte[5], 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ascii.image(new byte[4], -2, -2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Ascii.image(new byte[0], 0, 5)).isEmpty();
    }
}
