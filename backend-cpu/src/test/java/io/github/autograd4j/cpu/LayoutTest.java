package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static View contiguous(long... dims) {
        return TestViews.empty(DType.FLOAT32, dims);
    }

    @Test
    void contiguousViewsAreOneAxis() {
        Layout layout = Layout.of(contiguous(2, 3, 4), contiguous(2, 3, 4));
        assertThat(layout.rank()).isEqualTo(1);
        assertThat(layout.rowLength()).isEqualTo(24);
        assertThat(layout.isLinear(1)).isTrue();
    }

    @Test
    void axesMergeOnlyWhereAllViewsAllowIt() {
        View x = contiguous(2, 3, 4, 5);
        View bias = contiguous(1, 3, 1, 1).expand(Shape.of(2, 3, 4, 5));
        Layout layout = Layout.of(x, bias);
        assertThat(layout.rank()).isEqualTo(3);
        assertThat(layout.rowLength()).isEqualTo(20);
        assertThat(layout.isLinear(0)).isTrue();
        assertThat(layout.isLinear(1)).isFalse();
        assertThat(layout.at(1, 25)).isEqualTo(1);
        assertThat(layout.at(0, 119)).isEqualTo(119);
    }

    @Test
    void axesOfSizeOneAreGone() {
        View x = contiguous(1, 6, 1, 4).permute(3, 0, 2, 1);
        Layout layout = Layout.of(x);
        assertThat(layout.rank()).isEqualTo(2);
        assertThat(layout.stride(0, 0)).isEqualTo(1);
        assertThat(layout.rowStride(0)).isEqualTo(4);
    }

    @Test
    void oneElementIsUniformAndLinear() {
        Layout layout = Layout.of(contiguous());
        assertThat(layout.rank()).isEqualTo(1);
        assertThat(layout.numel()).isEqualTo(1);
        assertThat(layout.isLinear(0)).isTrue();
        assertThat(layout.isUniform(0)).isTrue();
    }

    @Test
    void repeatedAxesMergeToo() {
        Layout layout = Layout.of(contiguous().expand(Shape.of(3, 4)), contiguous(3, 4));
        assertThat(layout.rank()).isEqualTo(1);
        assertThat(layout.isUniform(0)).isTrue();
    }
}
