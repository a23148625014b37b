package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.Test;

class ReferenceBackendTest {
    private final ReferenceMemory memory = new ReferenceMemory();
    private final Backend backend = new ReferenceBackend(memory);

    private View empty(DType dtype, long... shape) {
        Shape s = Shape.of(shape);
        return View.contiguous(backend.allocate(dtype, s.numel()), dtype, s);
    }

    private View floats(float[] values, long... shape) {
        View view = empty(DType.FLOAT32, shape);
        backend.upload(new HostArray(DType.FLOAT32, values, 0, values.length), view);
        return view;
    }

    private View longs(long[] values, long... shape) {
        View view = empty(DType.INT64, shape);
        backend.upload(new HostArray(DType.INT64, values, 0, values.length), view);
        return view;
    }

    private Object read(View view) {
        HostArray host = HostArray.allocate(view.dtype(), (int) view.numel());
        backend.download(view, host);
        return host.array();
    }

    @Test
    void pointwiseOnTransposedAndBroadcastViews() {
        View a = floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        View b = floats(new float[] {10, 20}, 2);
        View out = empty(DType.FLOAT32, 3, 2);
        backend.pointwise(
                Formulas.ADD.bind(DType.FLOAT32, DType.FLOAT32, DType.FLOAT32),
                new double[0],
                new View[] {a.permute(1, 0), b.expand(out.shape())},
                new View[] {out});
        assertThat((float[]) read(out)).containsExactly(11, 24, 12, 25, 13, 26);
    }

    @Test
    void reduceWithPrologueAndAxes() {
        View a = floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        View out = empty(DType.FLOAT32, 3);
        backend.reduce(
                ReduceOp.SUM,
                Formulas.SQUARE.bind(DType.FLOAT32, DType.FLOAT32),
                new double[0],
                new View[] {a},
                new int[] {0},
                out);
        assertThat((float[]) read(out)).containsExactly(17, 29, 45);
    }

    @Test
    void argReduceTakesTheFirstAndNaN() {
        View a = floats(new float[] {1, 3, 3, Float.NaN, 0, Float.NaN}, 2, 3);
        View out = empty(DType.INT64, 2);
        backend.argReduce(ArgReduceOp.MAX, a, 1, out);
        assertThat((long[]) read(out)).containsExactly(1, 0);
        backend.argReduce(ArgReduceOp.MIN, a, 1, out);
        assertThat((long[]) read(out)).containsExactly(0, 0);
    }

    @Test
    void scanSortMatmul() {
        View a = floats(new float[] {3, 1, 2, Float.NaN, 5, 4}, 2, 3);
        View out = empty(DType.FLOAT32, 2, 3);
        View indices = empty(DType.INT64, 2, 3);
        backend.scan(ScanOp.SUM, a, 0, out);
        assertThat((float[]) read(out)).containsExactly(3, 1, 2, Float.NaN, 6, 6);
        backend.sort(a, 1, true, out, indices);
        assertThat((float[]) read(out)).containsExactly(3, 2, 1, Float.NaN, 5, 4);
        assertThat((long[]) read(indices)).containsExactly(0, 2, 1, 0, 1, 2);
        View b = floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        View product = floats(new float[] {1, 1, 1, 1}, 2, 2);
        backend.matmul(b, b.permute(1, 0), product, 2, -1);
        assertThat((float[]) read(product)).containsExactly(27, 63, 63, 153);
    }

    @Test
    void gatherAndScatterAlongAnAxis() {
        View a = floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        View index = longs(new long[] {2, 0}, 1, 2);
        View out = empty(DType.FLOAT32, 1, 2);
        backend.gather(a, index, 1, out);
        assertThat((float[]) read(out)).containsExactly(3, 1);
        backend.scatter(ScatterMode.ADD, out, longs(new long[] {1, 1}, 1, 2), 0, a);
        assertThat((float[]) read(a)).containsExactly(1, 2, 3, 7, 6, 6);
        assertThatThrownBy(() -> backend.gather(a, longs(new long[] {3}, 1, 1), 1, empty(DType.FLOAT32, 1, 1)))
                .isInstanceOf(IndexException.class);
    }

    @Test
    void randomBitsAreThoseOfThePaper() {
        // The known answer of Random123 for key 0 and counter 0.
        View out = empty(DType.INT32, 5);
        backend.random(Distribution.BITS, 0, 0, out);
        assertThat((int[]) read(out)).startsWith(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    }

    @Test
    void memoryIsWatched() {
        Buffer buffer = backend.allocate(DType.FLOAT32, 3);
        View view = View.contiguous(buffer, DType.FLOAT32, Shape.of(3));
        assertThat((float[]) read(view)).containsOnly(Float.NaN);
        assertThat(memory.stats().liveBytes()).isEqualTo(12);
        backend.free(buffer);
        assertThat(memory.stats().liveBuffers()).isZero();
        assertThatThrownBy(() -> backend.free(buffer)).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> read(view)).hasMessageContaining("after it was freed");
        memory.failAllocations(2, 1);
        backend.allocate(DType.BOOL, 1);
        assertThatThrownBy(() -> backend.allocate(DType.BOOL, 1)).isInstanceOf(OutOfDeviceMemoryException.class);
        memory.limit(10);
        assertThatThrownBy(() -> backend.allocate(DType.INT64, 2)).hasMessageContaining("of 10 bytes");
        memory.recordSites(true);
        backend.allocate(DType.INT32, 1);
        assertThat(memory.report()).contains("memoryIsWatched");
    }
}
