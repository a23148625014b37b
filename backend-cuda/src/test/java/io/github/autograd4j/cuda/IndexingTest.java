package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IndexingTest {
    private static Twin index(int size, long... dims) {
        return Twin.of(DType.INT64, i -> (i * 7919 + i * i % 13) % size, dims);
    }

    /** An index of one axis, repeated along the others. */
    private static Twin repeated(int size, int axis, long... dims) {
        long[] own = new long[dims.length];
        java.util.Arrays.fill(own, 1);
        own[axis] = dims[axis];
        return index(size, own).map(v -> v.expand(Shape.of(dims)));
    }

    private void gather(Twin input, Twin index, int axis) {
        Twin output = Twin.zeros(input.cuda().dtype(), index.cuda().shape().toArray());
        TestGpu.backend().gather(input.cuda(), index.cuda(), axis, output.cuda());
        Twin.REFERENCE.gather(input.reference(), index.reference(), axis, output.reference());
        output.assertSame(0);
    }

    private void scatter(ScatterMode mode, Twin source, Twin index, int axis, Twin target, double tolerance) {
        TestGpu.backend().scatter(mode, source.cuda(), index.cuda(), axis, target.cuda());
        Twin.REFERENCE.scatter(mode, source.reference(), index.reference(), axis, target.reference());
        target.assertSame(tolerance);
    }

    @ParameterizedTest
    @EnumSource
    void gather(DType type) {
        gather(Twin.random(1, type, 5, 7), index(7, 4, 300), 1);
        gather(Twin.random(1, type, 9, 7, 6).map(v -> v.permute(2, 0, 1)), index(6, 11, 9, 5), 0);
        gather(Twin.random(1, type, 9, 40), repeated(9, 0, 33, 40), 0);
        gather(Twin.random(1, type, 9, 40).map(v -> v.slice(1, 3, 10, 3)), repeated(10, 1, 9, 5), 1);
    }

    @ParameterizedTest
    @EnumSource
    void add(DType type) {
        scatter(ScatterMode.ADD, Twin.random(2, type, 3, 20), index(7, 3, 20), 1, Twin.random(3, type, 3, 7), 0);
        scatter(
                ScatterMode.ADD,
                Twin.random(2, type, 100, 9),
                repeated(7, 0, 100, 9),
                0,
                Twin.random(3, type, 7, 9),
                0);
        scatter(ScatterMode.ADD, Twin.random(2, type, 3000), index(50, 3000), 0, Twin.random(3, type, 50), 0);
        scatter(
                ScatterMode.ADD,
                Twin.random(2, type, 3, 5, 33),
                repeated(7, 2, 3, 5, 33),
                2,
                Twin.zeros(type, 3, 5, 7),
                0);
        scatter(
                ScatterMode.ADD,
                Twin.of(type, i -> 1, 3, 100),
                Twin.of(DType.INT64, i -> i * 3 % 7, 3, 100),
                1,
                Twin.zeros(type, 3, 7),
                0);
    }

    @ParameterizedTest
    @EnumSource
    void set(DType type) {
        Twin permutation = Twin.of(DType.INT64, i -> i % 40 * 7 % 40, 3, 40);
        scatter(ScatterMode.SET, Twin.random(2, type, 3, 40), permutation, 1, Twin.random(3, type, 3, 50), 0);
        Twin base = Twin.random(3, type, 90, 3);
        TestGpu.backend()
                .scatter(
                        ScatterMode.SET, Twin.random(4, type, 3, 40).cuda(), permutation.cuda(), 1, every(base.cuda()));
        Twin.REFERENCE.scatter(
                ScatterMode.SET,
                Twin.random(4, type, 3, 40).reference(),
                permutation.reference(),
                1,
                every(base.reference()));
        base.assertSame(0);
    }

    private static View every(View base) {
        return base.slice(0, 0, 45, 2).permute(1, 0);
    }

    @Test
    void tellsOfAnIndexOutOfRange() {
        for (long wrong : new long[] {-1, 7}) {
            Twin index = Twin.of(DType.INT64, i -> i == 3 ? wrong : 1, 40);
            Twin output = Twin.zeros(DType.FLOAT32, 40);
            View source = Twin.random(1, DType.FLOAT32, 7).cuda();
            raises(wrong, () -> TestGpu.backend().gather(source, index.cuda(), 0, output.cuda()));
            for (int size : new int[] {20, 40}) {
                View target = Twin.zeros(DType.FLOAT32, 7).cuda();
                View picks = index.cuda().slice(0, 0, size, 1);
                View ones = Twin.zeros(DType.FLOAT32, size).cuda();
                raises(wrong, () -> TestGpu.backend().scatter(ScatterMode.ADD, ones, picks, 0, target));
            }
        }
    }

    private static void raises(long index, Runnable call) {
        TestGpu.backend().synchronize();
        call.run();
        assertThatThrownBy(TestGpu.backend()::synchronize)
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("index " + index + " is out of range for an axis of size 7");
        TestGpu.backend().synchronize();
    }
}
