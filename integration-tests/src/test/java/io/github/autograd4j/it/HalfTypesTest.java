package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What float16 can hold is computed although sums on the way exceed it; bfloat16 loses no more than its rounding. */
class HalfTypesTest {
    private static Tensor full(long n, double value, DType dtype) {
        return Tensor.full(Shape.of(n), value, dtype, Device.cpu());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void sumsOnTheWayMayExceedTheType(DType dtype) {
        Tensor signs = Tensor.of(1f, -1f).to(dtype).repeat(500);
        assertThat(full(100_000, 1, dtype).mean().item()).isEqualTo(1);
        assertThat(full(100, 256, dtype).norm().item()).isEqualTo(2560);
        assertThat(signs.mul(128.0).var(0, false).item()).isEqualTo(16384);
        assertThat(signs.mul(128.0).std(0, false).item()).isEqualTo(128);
        assertThat(full(100_000, 0, dtype).logsumexp().item()).isCloseTo(Math.log(1e5), within(0.05));
        assertThat(full(100_000, 0, dtype).softmax(0).get(5).item()).isCloseTo(1e-5, within(1e-7));
        assertThat(full(100_000, 0, dtype).logSoftmax(0).get(5).item()).isCloseTo(-Math.log(1e5), within(0.05));
        assertThat(Functional.mseLoss(full(1000, 32, dtype), full(1000, 0, dtype))
                        .item())
                .isEqualTo(1024);
        long[] all = {1000};
        assertThat(Functional.layerNorm(signs.mul(300.0), all, null, null, 1e-5)
                        .get(0)
                        .item())
                .isEqualTo(1);
        assertThat(Functional.rmsNorm(signs.mul(300.0), all, null, 1e-5).get(1).item())
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void gradientsComeBackInTheType(DType dtype) {
        Tensor x = full(100_000, 1, dtype).requiresGrad(true);
        x.mean().mul(4096.0).backward();
        assertThat(x.grad().dtype()).isEqualTo(dtype);
        assertThat(x.grad().get(3).item()).isCloseTo(0.04096, within(2e-4));
    }
}
