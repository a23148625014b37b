package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.junit.jupiter.api.Test;

class HostBuffersTest {
    @Test
    void buffersGiveTheirRemainingElementsAndKeepTheirPosition() {
        FloatBuffer floats = FloatBuffer.wrap(new float[] {9, 1, 2, 3, 4});
        floats.position(1);
        Tensor x = Tensor.of(floats, 2, 2);
        assertThat(x.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(x.toFloatArray()).containsExactly(1, 2, 3, 4);
        assertThat(floats.position()).isEqualTo(1);
        assertThat(Tensor.of(DoubleBuffer.wrap(new double[] {0.5}), 1).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Tensor.of(IntBuffer.wrap(new int[] {7}), 1).dtype()).isEqualTo(DType.INT32);
        assertThat(Tensor.of(LongBuffer.wrap(new long[] {1L << 40}), 1).itemLong())
                .isEqualTo(1L << 40);
        Tensor bytes = Tensor.of(ByteBuffer.wrap(new byte[] {-1, 1}), 2);
        assertThat(bytes.dtype()).isEqualTo(DType.UINT8);
        assertThat(bytes.toIntArray()).containsExactly(255, 1);
        assertThatThrownBy(() -> Tensor.of(floats, 3)).isInstanceOf(ShapeException.class);
    }

    @Test
    void tensorsGoIntoBuffersInRowMajorOrder() {
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}}).t();
        FloatBuffer floats = FloatBuffer.allocate(5);
        floats.position(1);
        x.copyTo(floats);
        assertThat(floats.array()).containsExactly(0, 1, 3, 2, 4);
        DoubleBuffer doubles = DoubleBuffer.allocate(4);
        x.copyTo(doubles);
        assertThat(doubles.array()).containsExactly(1, 3, 2, 4);
        IntBuffer ints = IntBuffer.allocate(4);
        x.copyTo(ints);
        assertThat(ints.array()).containsExactly(1, 3, 2, 4);
        LongBuffer longs = LongBuffer.allocate(4);
        x.copyTo(longs);
        assertThat(longs.array()).containsExactly(1, 3, 2, 4);
        assertThatThrownBy(() -> x.copyTo(IntBuffer.allocate(3))).isInstanceOf(BufferOverflowException.class);
    }

    @Test
    void oneHotRefusesClassesThatAreNotThere() {
        assertThatThrownBy(() -> Tensor.of(0L, 3L).oneHot(3))
                .isInstanceOf(IndexException.class)
                .hasMessageStartingWith("oneHot: a class is out of range for 3 classes");
    }

    @Test
    void splitSizesMustAddUp() {
        assertThatThrownBy(() -> Tensor.zeros(5).split(new long[] {1, 3}, 0)).isInstanceOf(ShapeException.class);
    }
}
