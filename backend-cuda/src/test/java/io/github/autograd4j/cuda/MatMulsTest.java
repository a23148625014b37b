package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Counter;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        return on(backend, values, dims);
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

    /** On a device that has no kernels yet, so that one is loaded, which must not happen under the lock. */
    @Test
    void anOperandWhoseBatchesAreNeighboursIsTurnedFirst() {
        CudaBackend fresh = TestGpu.another();
        float[] x = numbers(20 * 18 * 32);
        float[] y = numbers(32 * 18 * 4);
        View a = on(fresh, x, 20, 18, 32).permute(2, 0, 1);
        View b = on(fresh, y, 32, 18, 4);
        View c = on(fresh, new float[32 * 20 * 4], 32, 20, 4);
        fresh.matmul(a, b, c, 1, 0);
        float[] actual = new float[32 * 20 * 4];
        fresh.download(c, new HostArray(DType.FLOAT32, actual, 0, actual.length));
        float[] expected = new float[actual.length];
        for (int i = 0; i < expected.length; i++) {
            for (int k = 0; k < 18; k++) {
                expected[i] += at(x, a, i / 80, i / 4 % 20, k) * at(y, b, i / 80, k, i % 4);
            }
        }
        assertThat(actual).isEqualTo(expected);
        fresh.close();
    }

    private static View on(CudaBackend device, float[] values, long... dims) {
        View view = View.contiguous(device.allocate(DType.FLOAT32, values.length), DType.FLOAT32, Shape.of(dims));
        device.upload(new HostArray(DType.FLOAT32, values, 0, values.length), view);
        return view;
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

    /** Stacks whose leading axes do not merge, matrices larger than a tile, and more of both than the grid has blocks. */
    @ParameterizedTest
    @EnumSource(names = {"UINT8", "INT64"})
    void multipliesStacksOfWholeNumbers(DType type) {
        Twin a = Twin.random(1, type, 3, 2, 35, 20).map(v -> v.permute(1, 0, 2, 3));
        Twin b = Twin.random(2, type, 2, 3, 5, 20).map(v -> v.permute(0, 1, 3, 2));
        Twin one = Twin.random(3, type, 20, 5).map(v -> v.expand(Shape.of(2, 3, 20, 5)));
        for (Twin right : new Twin[] {b, one}) {
            for (WholeMatMul products :
                    new WholeMatMul[] {new WholeMatMul(backend.launcher()), new WholeMatMul(backend.launcher(), 2)}) {
                Twin c = Twin.random(4, type, 2, 3, 35, 5);
                products.run(a.cuda(), right.cuda(), c.cuda(), 2, -1);
                Twin.REFERENCE.matmul(a.reference(), right.reference(), c.reference(), 2, -1);
                c.assertSame(0);
            }
        }
    }

    @Test
    void aStackOfWholeNumbersIsOneLaunch() {
        assumeThat(backend.info().toString()).contains("Emulated");
        Twin a = Twin.random(1, DType.INT32, 7, 3, 3);
        Twin c = Twin.zeros(DType.INT32, 7, 3, 3);
        backend.matmul(a.cuda(), a.cuda(), c.cuda(), 1, 0);
        long before = EmulatorControl.get(Counter.LAUNCHES);
        backend.matmul(a.cuda(), a.cuda(), c.cuda(), 1, 0);
        assertThat(EmulatorControl.get(Counter.LAUNCHES) - before).isEqualTo(1);
    }
}
