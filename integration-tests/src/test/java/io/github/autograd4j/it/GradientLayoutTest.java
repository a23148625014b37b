package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients lie where they go on to be used: no copy has to turn them. */
class GradientLayoutTest {
    private final List<Tensor> seen = new ArrayList<>();

    private Tensor watched(Tensor x) {
        x.registerHook(g -> {
            seen.add(g);
            return g;
        });
        return x;
    }

    private static Tensor leaf(long... dims) {
        return Tensor.arange(dims[0] * dims[1]).to(DType.FLOAT32).reshape(dims).requiresGrad(true);
    }

    @Test
    void theGradientOfATransposedOperandIsTransposed() {
        Tensor a = leaf(3, 2);
        Tensor b = leaf(4, 3);
        watched(a.t()).matmul(watched(b.t())).sum().backward();

        assertThat(seen).hasSize(2).allMatch(g -> !g.isContiguous() && g.mT().isContiguous());
        assertThat(a.grad().toFloatArray()).containsExactly(18, 18, 22, 22, 26, 26);
        assertThat(b.grad().toFloatArray()).containsExactly(1, 5, 9, 1, 5, 9, 1, 5, 9, 1, 5, 9);
    }

    @Test
    void theGradientOfAnotherLiesRowByRow() {
        Tensor a = leaf(2, 3);
        watched(a.mul(2)).matmul(leaf(3, 4)).sum().backward();

        assertThat(seen).hasSize(1).allMatch(Tensor::isContiguous);
    }
}
