package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatMulsTest {
    private static CudaBackend backend;

    @BeforeAll
    static void open() {
        backend = TestGpu.backend();
    }

    /** Numbers small enough that every sum is exact. */
    private static float[] numbers(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * 7 % 11 - 5;
        }
        return values;
    }

    private static View upload(float[] values, long... dims) {
        View view = View.contiguous(backend.allocate(DType.FLOAT32, values.length), DType.FLOAT32, Shape.of(dims));
        backend.upload(new HostArray(DType.FLOAT32, values, 0, values.length), view);
        return view;
    }

    private static float at(float[] values, View view, long... position) {
        long at = view.offset();
        for (int i = 0; i < position.length; i++) {
            at += position[i] * view.stride(i);
        }
        return values[(int) at];
    }

    /** How operands of shape [2, 3, 4, 5] and [2, 3, 5, 6] lie. */
    private static View left(String layout) {
        return switch (layout) {
            case "transposed" -> upload(numbers(120), 2, 3, 5, 4).permute(0, 1, 3, 2);
            case "one matrix" -> upload(numbers(20), 4, 5).expand(Shape.of(2, 3, 4, 5));
            case "batches swapped" -> upload(numbers(120), 3, 2, 4, 5).permute(1, 0, 2, 3);
            case "every other" -> upload(numbers(240), 2, 3, 4, 10).slice(3, 1, 5, 2);
            case "one row" -> upload(numbers(5), 5).expand(Shape.of(2, 3, 4, 5));
            case "window" ->
                upload(numbers(2 * 3 * 6 * 7), 2, 3, 6, 7).slice(2, 1, 4, 1).slice(3, 2, 5, 1);
            default -> upload(numbers(120), 2, 3, 4, 5);
        };
    }

    private static View right(String layout) {
        return switch (layout) {
            case "transposed" -> upload(numbers(180), 2, 3, 6, 5).permute(0, 1, 3, 2);
            case "one matrix" -> upload(numbers(30), 5, 6).expand(Shape.of(2, 3, 5, 6));
            case "batches swapped" -> upload(numbers(180), 3, 2, 5, 6).permute(1, 0, 2, 3);
            case "every other" -> upload(numbers(360), 2, 3, 5, 12).slice(3, 1, 6, 2);
            case "one row" -> upload(numbers(6), 6).expand(Shape.of(2, 3, 5, 6));
            case "window" ->
                upload(numbers(2 * 3 * 7 * 8), 2, 3, 7, 8).slice(2, 1, 5, 1).slice(3, 2, 6, 1);
            default -> upload(numbers(180), 2, 3, 5, 6);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "transposed", "one matrix", "batches swapped", "every other", "one row", "window"})
    void takesEveryLayout(String layout) {
        for (String other : new String[] {"rows", "transposed", "one matrix", layout}) {
            check(left(layout), right(other));
            check(left(other), right(layout));
        }
    }

    /** Of 2³² + 1 columns the low bits are those of one. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "INT32"})
    void refusesMoreThanItCanCount(DType type) {
        long many = (1L << 32) + 1;
        View one = View.contiguous(backend.allocate(type, 1), type, Shape.of(1, 1));
        View row = View.contiguous(one.buffer(), type, Shape.of(1, many)); // nobody looks whether so many are there
        View column = View.contiguous(one.buffer(), type, Shape.of(many, 1));
        assertThatThrownBy(() -> backend.matmul(row, column, one, 1, 0))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("matmul: 4294967297 rows, columns or matrices are too many");
        backend.free(one.buffer());
    }

    private static void check(View a, View b) {
        View c = upload(numbers(144), 2, 3, 4, 6);
        backend.matmul(a, b, c, 2, -1);

        float[] x = numbers(1000);
        float[] expected = numbers(144);
        for (int i = 0; i < 144; i++) {
            long batch = i / 24 / 3;
            long stack = i / 24 % 3;
            float sum = 0;
            for (int k = 0; k < 5; k++) {
                sum += at(x, a, batch, stack, i / 6 % 4, k) * at(x, b, batch, stack, k, i % 6);
            }
            expected[i] = 2 * sum - expected[i];
        }
        float[] actual = new float[144];
        backend.download(c, new HostArray(DType.FLOAT32, actual, 0, 144));
        assertThat(actual).as("%s times %s", a, b).isEqualTo(expected);
    }
}
