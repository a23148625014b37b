package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
