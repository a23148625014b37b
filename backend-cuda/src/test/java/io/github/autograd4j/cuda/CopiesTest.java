package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopiesTest {
    private static CudaBackend backend;

    @BeforeAll
    static void open() {
        backend = TestGpu.backend();
    }

    private static View upload(float[] values, long... dims) {
        View view = View.contiguous(backend.allocate(DType.FLOAT32, values.length), DType.FLOAT32, Shape.of(dims));
        backend.upload(new HostArray(DType.FLOAT32, values, 0, values.length), view);
        return view;
    }

    private static float[] download(View view) {
        float[] values = new float[(int) view.numel()];
        backend.download(view, new HostArray(DType.FLOAT32, values, 0, values.length));
        return values;
    }

    @Test
    void copiesWindowsElementByElement() {
        View matrix = upload(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        View target = upload(new float[6], 3, 2);

        backend.copy(matrix.permute(1, 0), target);

        assertThat(download(target)).containsExactly(1, 4, 2, 5, 3, 6);
    }

    /** Tiles that are whole and not, planes that lie apart, and more tiles than the grid has blocks. */
    @ParameterizedTest
    @EnumSource(names = {"UINT8", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void turnsPlanesByTiles(DType type) {
        turned(Twin.random(1, type, 32, 64), 1, 0);
        turned(Twin.random(2, type, 33, 95), 1, 0);
        turned(Twin.random(3, type, 16, 100), 1, 0);
        turned(Twin.random(4, type, 3, 40, 70), 0, 2, 1);
        turned(Twin.random(5, type, 40, 3, 70), 2, 1, 0);
        turned(Twin.random(6, type, 2, 17, 9, 11), 0, 2, 3, 1);
        turned(Twin.random(7, type, 2, 5, 3, 2, 2, 20, 33), 3, 1, 6, 4, 2, 0, 5);
        turned(Twin.random(8, type, 50, 70).map(v -> v.slice(1, 3, 64, 1)), 1, 0);
    }

    private static void turned(Twin source, int... axes) {
        Twin input = source.map(v -> v.permute(axes));
        long[] dims = input.cuda().shape().toArray();
        assertThat(Transposes.Plan.of(input.cuda(), view(input.cuda().dtype(), dims)))
                .isNotNull();
        Twin output = Twin.zeros(input.cuda().dtype(), dims);
        backend.copy(input.cuda(), output.cuda());
        Twin.REFERENCE.copy(input.reference(), output.reference());
        output.assertSame(0);
    }

    private static View view(DType type, long... dims) {
        return View.contiguous(new CudaBuffer(0, 0), type, Shape.of(dims));
    }

    @Test
    void turnsIntoWindows() {
        Twin input = Twin.random(1, DType.FLOAT32, 40, 50).map(v -> v.permute(1, 0));
        Twin whole = Twin.random(2, DType.FLOAT32, 60, 45);
        Twin window = whole.map(v -> v.slice(0, 4, 50, 1).slice(1, 2, 40, 1));
        backend.copy(input.cuda(), window.cuda());
        Twin.REFERENCE.copy(input.reference(), window.reference());
        whole.assertSame(0);
    }

    @Test
    void usesNoTilesWhereMostOfThemWereEmptyOrNothingIsTurned() {
        View image = view(DType.FLOAT32, 2, 3, 64, 64);
        View output = view(DType.FLOAT32, 2, 64, 64, 3);
        assertThat(Transposes.Plan.of(image.permute(0, 2, 3, 1), output)).isNull();
        View matrix = view(DType.FLOAT32, 64, 64);
        assertThat(Transposes.Plan.of(view(DType.FLOAT32, 64, 128).slice(1, 0, 64, 1), matrix))
                .isNull();
        assertThat(Transposes.Plan.of(view(DType.FLOAT32, 64, 1).expand(Shape.of(64, 64)), matrix))
                .isNull();
    }

    @Test
    void fillsOnlyTheWindow() {
        View target = upload(new float[8], 2, 4);

        backend.fill(7, target.slice(1, 1, 2, 2));

        assertThat(download(target)).containsExactly(0, 7, 0, 7, 0, 7, 0, 7);
    }

    @Test
    void copiesArraysLargerThanAChunk() {
        float[] values = new float[3 * HostChunk.SIZE / 4 + 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }

        assertThat(download(upload(values, values.length))).isEqualTo(values);
    }

    @Test
    void adds() {
        float[] a = new float[1003];
        float[] b = new float[1003];
        float[] sum = new float[1003];
        for (int i = 0; i < a.length; i++) {
            a[i] = i;
            b[i] = 0.5f * i;
            sum[i] = a[i] + b[i];
        }
        View y = upload(new float[1003], 1003);
        backend.pointwise(
                Formulas.ADD.bind(DType.FLOAT32, DType.FLOAT32, DType.FLOAT32),
                new double[0],
                new View[] {upload(a, 1003), upload(b, 1003)},
                new View[] {y});

        assertThat(download(y)).isEqualTo(sum);
    }
}
