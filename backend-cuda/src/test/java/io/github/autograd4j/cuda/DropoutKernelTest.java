package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.LeakReport;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Counter;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.op.Dropout;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DropoutKernelTest {
    private static final double[] SPECIAL = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e-7, 3e38, 1.1
    };

    private static Device cuda;

    @BeforeAll
    static void open() {
        TestGpu.require();
        cuda = Device.cuda(0);
    }

    /** To the bit, signs of zeros included, around the ends of threads and blocks, and strided. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void sameAsTheDecomposition(DType type) {
        for (int count : new int[] {1, 2, 7, 8, 9, 2047, 2060}) {
            double[] values = DoubleStream.iterate(0, i -> i + 1)
                    .limit(3L * count)
                    .map(i -> SPECIAL[(int) i % SPECIAL.length])
                    .toArray();
            Tensor x = Tensor.of(values).to(type).reshape(3, count).to(cuda);
            for (double p : new double[] {0, 0.3, 1}) {
                Dropout op = new Dropout(p, -7, 0xFFFFFFFFL);
                same(op, x);
                same(op, x.mT());
                same(op, x.narrow(1, count / 2, count - count / 2));
                same(op, x.select(1, 0).unsqueeze(1).expand(3, 5));
            }
        }
    }

    private static void same(Dropout op, Tensor x) {
        double[] actual = op.apply(x)[0].toDoubleArray();
        double[] expected = op.decompose(x)[0].toDoubleArray();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(Double.doubleToLongBits(actual[i]))
                    .as("element %s of %s, %s", i, x.describe(), op)
                    .isEqualTo(Double.doubleToLongBits(expected[i]));
        }
    }

    /** One launch each way, and between them nothing but the result. */
    @Test
    @SuppressWarnings("try")
    void keepsNoMask() {
        assumeThat(cuda.info().toString()).contains("Emulated");
        assumeThat(FixedKernels.ONLY).isFalse();
        Tensor x = Tensor.ones(1000, 10).to(cuda).requiresGrad(true);
        Tensor cotangent = Tensor.ones(1000, 10).to(cuda);
        LeakReport.collect(); // garbage of other tests
        for (int i = 0; i < 2; i++) {
            try (Scope scope = Scope.open()) {
                long launches = EmulatorControl.get(Counter.LAUNCHES);
                long live = cuda.memoryStats().live();
                Tensor y = Functional.dropout(x, 0.5, true, Rng.of(3));
                assertThat(EmulatorControl.get(Counter.LAUNCHES) - launches).isEqualTo(1);
                assertThat(cuda.memoryStats().live() - live).isBetween(40_000L, 50_000L);
                y.backward(cotangent);
                assertThat(EmulatorControl.get(Counter.LAUNCHES) - launches).isEqualTo(2);
                assertThat(x.grad().toFloatArray()).isEqualTo(y.toFloatArray());
                x.zeroGrad();
            }
        }
    }
}
