package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Reduction;
import io.github.autograd4j.optim.OneCycle;
import io.github.autograd4j.optim.SGD;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scalars that a type cannot hold, rank 0, empty batches, and what is refused instead of guessed. */
class EdgesTest {
    @Test
    void integersCompareWithScalarsTheyCannotHold() {
        Tensor bytes = Tensor.of(156, 1).to(DType.UINT8);
        assertThat(bytes.eq(-100L).toBooleanArray()).containsExactly(false, false);
        assertThat(bytes.lt(300L).toBooleanArray()).containsExactly(true, true);
        assertThat(Tensor.of(Integer.MAX_VALUE).ge(1L << 40).toBooleanArray()).containsExactly(false);
        assertThat(Tensor.of(Integer.MAX_VALUE).eq(1L << 40).toBooleanArray()).containsExactly(false);
    }

    @Test
    void fractionalBoundsMakeIntegersFloating() {
        Tensor clamped = Tensor.of(0, 1, 2, 3).clamp(0.5, 2.5);
        assertThat(clamped.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(clamped.toDoubleArray()).containsExactly(0.5, 1, 2, 2.5);
        assertThat(Tensor.of(0, 1, 2, 3).clamp(1, 2).dtype()).isEqualTo(DType.INT32);
    }

    @Test
    void refused() {
        assertThatThrownBy(() -> Tensor.of(1, 2).pow(-1L)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Tensor.arange(0, 3, 0.5, DType.INT64)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Rng.of(1).randint(Long.MIN_VALUE, Long.MAX_VALUE, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.of(1f, 2f).chunk(0, 0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensor.of(1f, 2f).index(Tensor.scalar(true))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Functional.crossEntropy(Tensor.zeros(2, 3), Tensor.of(true, false)))
                .isInstanceOf(DTypeException.class);
    }

    @Test
    void extremesOfRankZero() {
        Tensor x = Tensor.scalar(3.0).requiresGrad(true);
        assertThat(x.argmax(0).itemLong()).isZero();
        assertThat(x.argmin(-1).shape()).isEqualTo(Shape.SCALAR);
        x.max(0).values().backward();
        assertThat(x.grad().item()).isEqualTo(1);
    }

    @Test
    void emptyBatches() {
        Tensor weight = Tensor.ones(2, 1, 3, 3).requiresGrad(true);
        Tensor y = Functional.conv2d(Tensor.zeros(0, 1, 4, 4).requiresGrad(true), weight, null);
        assertThat(y.shape()).isEqualTo(Shape.of(0, 2, 2, 2));
        y.sum().backward();
        assertThat(weight.grad().abs().sum().item()).isZero();
        assertThat(Functional.groupNorm(Tensor.zeros(0, 4, 4), 2, null, null, 1e-5)
                        .shape())
                .isEqualTo(Shape.of(0, 4, 4));
    }

    @Test
    void logitsThatAreSureLoseNoDigits() {
        Tensor x = Tensor.of(20f, 10f, -10f, -20f).requiresGrad(true);
        Tensor target = Tensor.of(1f, 1f, 0f, 0f);
        Tensor loss = Functional.binaryCrossEntropyWithLogits(x, target, Reduction.NONE);
        double[] expected = {Math.log1p(Math.exp(-20)), Math.log1p(Math.exp(-10))};
        double[] losses = loss.toDoubleArray();
        for (int i = 0; i < 4; i++) {
            assertThat(losses[i] / expected[i < 2 ? i : 3 - i]).isCloseTo(1, within(1e-5));
        }
        loss.sum().backward();
        assertThat(x.grad().get(0).item() / -Math.exp(-20)).isCloseTo(1, within(1e-5));
    }

    @Test
    void aCycleThatStartsAtItsTop() {
        Tensor p = Tensor.of(1.0).requiresGrad(true);
        SGD optimizer = SGD.builder(List.of(p)).momentum(0.9).build();
        OneCycle.builder(optimizer, 1, 10).rise(0.1).build();
        assertThat(optimizer.learningRate()).isEqualTo(1);
    }
}
