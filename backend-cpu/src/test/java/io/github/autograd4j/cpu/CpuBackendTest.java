package io.github.autograd4j.cpu;

import static io.github.autograd4j.cpu.TestViews.CPU;
import static io.github.autograd4j.cpu.TestViews.dims;
import static io.github.autograd4j.cpu.TestViews.doubles;
import static io.github.autograd4j.cpu.TestViews.empty;
import static io.github.autograd4j.cpu.TestViews.floats;
import static io.github.autograd4j.cpu.TestViews.longs;
import static io.github.autograd4j.cpu.TestViews.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.DeviceProvider;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.Philox;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class CpuBackendTest {
    private static final double NAN = Double.NaN;

    private final View matrix = doubles(dims(2, 3), 1, 2, 3, 4, 5, 6);

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(DeviceProvider.class))
                .anyMatch(p -> p.type().equals("cpu"));
    }

    @Test
    void tooMuchMemoryIsATypedException() {
        assertThatThrownBy(() -> CPU.allocate(DType.INT64, Integer.MAX_VALUE))
                .isInstanceOf(OutOfDeviceMemoryException.class)
                .hasMessageContaining("int64");
    }

    @Test
    void adds() {
        View out = empty(DType.FLOAT64, 3, 2);
        View[] in = {matrix.permute(1, 0), matrix.permute(1, 0)};
        CPU.pointwise(
                Formulas.ADD.bind(DType.FLOAT64, DType.FLOAT64, DType.FLOAT64), new double[0], in, new View[] {out});
        assertThat(values(out)).containsExactly(2, 8, 4, 10, 6, 12);
    }

    @Test
    void reducesEachAxis() {
        View rows = empty(DType.FLOAT64, 2);
        CPU.reduce(ReduceOp.SUM, null, new double[0], new View[] {matrix}, new int[] {1}, rows);
        assertThat(values(rows)).containsExactly(6, 15);
        View columns = empty(DType.FLOAT64, 3);
        CPU.reduce(ReduceOp.PROD, null, new double[0], new View[] {matrix}, new int[] {0}, columns);
        assertThat(values(columns)).containsExactly(4, 10, 18);
        View all = empty(DType.FLOAT64);
        CPU.reduce(ReduceOp.MAX, null, new double[0], new View[] {matrix}, new int[] {0, 1}, all);
        assertThat(values(all)).containsExactly(6);
    }

    @Test
    void findsPositions() {
        View in = doubles(dims(2, 4), 1, 3, 3, 2, 0, NAN, 9, NAN);
        View out = empty(DType.INT64, 2);
        CPU.argReduce(ArgReduceOp.MAX, in, 1, out);
        assertThat(values(out)).containsExactly(1, 1);
    }

    @Test
    void scans() {
        View out = empty(DType.FLOAT64, 2, 3);
        CPU.scan(ScanOp.SUM, matrix, 1, out);
        assertThat(values(out)).containsExactly(1, 3, 6, 4, 9, 15);
        CPU.scan(ScanOp.PROD, matrix, 0, out);
        assertThat(values(out)).containsExactly(1, 2, 3, 4, 10, 18);
    }

    @Test
    void multipliesMatrices() {
        View out = doubles(dims(2, 2), 1, 1, 1, 1);
        CPU.matmul(matrix, matrix.permute(1, 0), out, 2, 3);
        assertThat(values(out)).containsExactly(31, 67, 67, 157);
    }

    @Test
    void copiesAndFillsStrided() {
        View out = empty(DType.FLOAT64, 2, 3);
        CPU.fill(7, out);
        CPU.copy(matrix.slice(1, 0, 2, 2), out.slice(1, 0, 2, 2));
        assertThat(values(out)).containsExactly(1, 7, 3, 4, 7, 6);
    }

    @Test
    void gathersAndScatters() {
        View index = longs(dims(2, 2), 2, 0, 1, 1);
        View picked = empty(DType.FLOAT64, 2, 2);
        CPU.gather(matrix, index, 1, picked);
        assertThat(values(picked)).containsExactly(3, 1, 5, 5);
        View target = doubles(dims(2, 3), 0, 0, 0, 0, 0, 0);
        CPU.scatter(ScatterMode.ADD, picked, index, 1, target);
        assertThat(values(target)).containsExactly(1, 0, 3, 0, 10, 0);
        assertThatThrownBy(() -> CPU.gather(matrix, longs(dims(1, 1), 3), 1, empty(DType.FLOAT64, 1, 1)))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("index 3")
                .hasMessageContaining("size 3");
    }

    @Test
    void sortsStablyWithNanLast() {
        View in = floats(dims(6), 2, Float.NaN, -0f, 0f, -1, 2);
        View out = empty(DType.FLOAT32, 6);
        View places = empty(DType.INT64, 6);
        CPU.sort(in, 0, false, out, places);
        assertThat(values(places)).containsExactly(4, 2, 3, 0, 5, 1);
        CPU.sort(in, 0, true, out, places);
        assertThat(values(places)).containsExactly(1, 0, 5, 2, 3, 4);
        assertThat(values(out)).startsWith(NAN, 2, 2);
    }

    @Test
    void randomElementsAreTheGeneratorsWords() {
        int[] words = new int[4];
        Philox.block(11, 6, words, 0);
        View out = empty(DType.FLOAT32, 6);
        CPU.random(Distribution.UNIFORM, 11, 5, out);
        assertThat(values(out)[5]).isEqualTo(Philox.uniform(words[1]));
        View wide = empty(DType.FLOAT64, 4);
        CPU.random(Distribution.UNIFORM, 11, 5, wide);
        assertThat(values(wide)[3]).isEqualTo(Philox.uniform(words[2], words[3]));
        View normal = empty(DType.FLOAT64, 3);
        CPU.random(Distribution.NORMAL, 11, 5, normal);
        double radius = Math.sqrt(-2 * Math.log(1 - values(wide)[2]));
        assertThat(values(normal)[2]).isEqualTo(radius * Math.cos(2 * Math.PI * values(wide)[3]));
    }
}
