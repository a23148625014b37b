package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.spi.HalfFloats;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions of {@code mma.cuh}, whose operands lie as it says, against plain products. */
class TensorCoresTest {
    private static final int ROWS = 16;
    private static final int COLUMNS = 8;
    private static final int DEPTH = 16;

    private static final String KERNEL = """
            extern "C" __global__ void product(const T* a, const T* b, float* c, T* narrowed) {
                int g = threadIdx.x / 4, t = threadIdx.x % 4;
                unsigned left[4], right[2];
                for (int i = 0; i < 4; i++) {
                    const T* at = a + (g + i % 2 * 8) * 16 + 2 * t + i / 2 * 8;
                    left[i] = bothOf(at[0].bits, at[1].bits);
                }
                for (int i = 0; i < 2; i++) {
                    const T* at = b + (2 * t + i * 8) * 8 + g;
                    right[i] = bothOf(at[0].bits, at[8].bits);
                }
                int where[4];
                float sums[4];
                for (int i = 0; i < 4; i++) {
                    where[i] = (g + i / 2 * 8) * 8 + 2 * t + i % 2;
                    sums[i] = c[where[i]];
                }
                multiplyAdd(sums, left, right, T());
                for (int i = 0; i < 4; i++) {
                    c[where[i]] = sums[i];
                }
                for (int i = 0; i < 4; i += 2) {
                    *(unsigned*)&narrowed[where[i]] = rounded(sums[i], sums[i + 1], T());
                }
            }
            """;

    /** Small integers, of which every sum is exact; no two rows or columns are alike. */
    private static float number(int i, int step) {
        return i * step % 17 - 8;
    }

    private static short narrow(DType type, float x) {
        return type == DType.FLOAT16 ? HalfFloats.toFloat16(x) : HalfFloats.toBfloat16(x);
    }

    private static View upload(DType type, Object array, int length) {
        View view = View.contiguous(TestGpu.backend().allocate(type, length), type, Shape.of(length));
        TestGpu.backend().upload(new HostArray(type, array, 0, length), view);
        return view;
    }

    private static View numbers(DType type, int length, int step) {
        short[] values = new short[length];
        for (int i = 0; i < length; i++) {
            values[i] = narrow(type, number(i, step));
        }
        return upload(type, values, length);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void theyMultiplyWhatLiesWhereTheySay(DType type) {
        Launcher launcher = TestGpu.backend().launcher();
        String source = new SourceText()
                .file("types.cuh")
                .type("T", CTypes.storage(type))
                .file("mma.cuh")
                .line(KERNEL)
                .toString();
        GpuFunction product = launcher.kernels().get(source, "product");
        View a = numbers(type, ROWS * DEPTH, 7);
        View b = numbers(type, DEPTH * COLUMNS, 5);
        float[] before = new float[ROWS * COLUMNS];
        for (int i = 0; i < before.length; i++) {
            before[i] = number(i, 3) + 0.125f;
        }
        View c = upload(DType.FLOAT32, before, before.length);
        View narrowed = numbers(type, before.length, 1);
        launcher.begin();
        try {
            new Arguments(launcher.gpu().arguments(), true)
                    .pointer(CudaBuffer.address(a))
                    .pointer(CudaBuffer.address(b))
                    .pointer(CudaBuffer.address(c))
                    .pointer(CudaBuffer.address(narrowed));
            launcher.launch("product", product, 1, 32);
        } finally {
            launcher.end();
        }
        float[] sums = new float[before.length];
        short[] rounded = new short[before.length];
        TestGpu.backend().download(c, new HostArray(DType.FLOAT32, sums, 0, sums.length));
        TestGpu.backend().download(narrowed, new HostArray(type, rounded, 0, rounded.length));
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int at = row * COLUMNS + column;
                float expected = before[at];
                for (int i = 0; i < DEPTH; i++) {
                    expected += number(row * DEPTH + i, 7) * number(i * COLUMNS + column, 5);
                }
                assertThat(sums[at]).as("row %s, column %s", row, column).isEqualTo(expected);
                assertThat(rounded[at])
                        .as("row %s, column %s, rounded", row, column)
                        .isEqualTo(narrow(type, expected));
            }
        }
    }
}
