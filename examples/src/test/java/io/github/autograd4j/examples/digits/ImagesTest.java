package io.github.autograd4j.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImagesTest {
    private final Images images = new Images(1, 2, new byte[] {0, 51, -1, 102}, new int[] {4, 9});

    @Test
    void givesImagesAndNumbers() {
        assertThat(images.count()).isEqualTo(2);
        assertThat(images.image(1)).containsExactly(-1, 102);
        assertThat(images.floats()).containsExactly(0, .2f, 1, .4f);
    }

    @Test
    void refusesSizesThatDoNotAgree() {
        assertThatThrownBy(() -> new Images(2, 2, new byte[7], new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("images: 7 pixels for 2 images of 2x2");
        // 65536 * 65536 wraps to 0 in 32 bits
        assertThatThrownBy(() -> new Images(65536, 65536, new byte[0], new int[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
