package io.github.autograd4j.op;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramPiecesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void piecesComputeAndDifferentiateLikeTheWhole(int limit) {
        PointwiseProgram program = Formulas.GELU
                .bind(DType.FLOAT64, DType.FLOAT64, null)
                .vjp(1, 1, 0)
                .program();
        double[] points = {-2, -0.5, 0, 0.7, 3};
        Tensor g = Tensor.of(1.0, 2.0, 3.0, 4.0, 5.0);
        Tensor x = Tensor.of(points).requiresGrad(true);
        Tensor[] whole = io.github.autograd4j.autodiff.Dispatcher.applyAll(program.op(), g, x);
        Tensor[] pieces = new ProgramPieces(program, limit).run(program.op().scalars(), g, x);
        assertThat(pieces[0].toDoubleArray()).containsExactly(whole[0].toDoubleArray(), Offset.offset(1e-15));
        assertThat(Autograd.grad(pieces[0].sum(), x).get(0).toDoubleArray())
                .containsExactly(Autograd.grad(whole[0].sum(), x).get(0).toDoubleArray(), Offset.offset(1e-14));
    }

    @Test
    void theFifthDerivativeOfGeluIsRight() {
        Tensor x = Tensor.of(-1.5, -0.3, 0.4, 2.0).requiresGrad(true);
        Tensor y = Functional.gelu(x);
        for (int order = 0; order < 5; order++) {
            y = Autograd.grad(List.of(y.sum()), List.of(x), null, GradOptions.CREATE_GRAPH)
                    .get(0);
        }
        double[] expected = new double[4];
        for (int i = 0; i < 4; i++) {
            double t = x.get(i).item();
            // gelu = x·Φ, and φ⁽ⁿ⁾ = (−1)ⁿ·Heₙ·φ: the fifth derivative is 5·φ‴ + x·φ⁗.
            double phi = Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
            double third = -(t * t * t - 3 * t) * phi;
            double fourth = (t * t * t * t - 6 * t * t + 3) * phi;
            expected[i] = 5 * third + t * fourth;
        }
        assertThat(y.toDoubleArray()).containsExactly(expected, Offset.offset(1e-10));
    }
}
