package io.github.autograd4j.cpu;

import static io.github.autograd4j.cpu.TestViews.CPU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long sums lose no more than pairwise summation does. */
class AccuracyTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2, 1", "513, 0", "513, 1"})
    void tenthsAddUp(int rows, int axis) {
        int length = 1 << 21;
        Shape shape = Shape.of(axis == 0 ? new long[] {length, rows} : new long[] {rows, length});
        View x;
        if (rows <= 2) {
            x = View.contiguous(CPU.allocate(DType.FLOAT32, shape.numel()), DType.FLOAT32, shape);
        } else {
            // Repeated along the axis, so that the view is large and the memory small.
            x = TestViews.empty(DType.FLOAT32, axis == 0 ? new long[] {1, rows} : new long[] {rows, 1});
        }
        CPU.fill(0.1f, x);
        x = x.expand(shape);
        View out = TestViews.empty(DType.FLOAT32, rows);
        CPU.reduce(ReduceOp.SUM, null, new double[0], new View[] {x}, new int[] {axis}, out);
        double exact = (double) 0.1f * length;
        for (double v : TestViews.values(out)) {
            assertThat(v).isCloseTo(exact, within(exact * 1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void cancellationInFloat64(int axis) {
        int n = 100_000;
        View x = TestViews.empty(DType.FLOAT64, axis == 0 ? new long[] {n, 3} : new long[] {3, n});
        CPU.fill(0.1, x);
        View out = TestViews.empty(DType.FLOAT64, 3);
        CPU.reduce(ReduceOp.SUM, null, new double[0], new View[] {x}, new int[] {axis}, out);
        for (double v : TestViews.values(out)) {
            assertThat(v).isCloseTo(n * 0.1, within(1e-10));
        }
    }
}
