package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Rows longer than a block, with statistics that are constant along them, forward and backward. */
class LongRowsTest {
    private static final List<UnaryOperator<Tensor>> FUNCTIONS = List.of(
            x -> x.var(2, 3),
            x -> x.sub(x.mean(true, 2, 3)).square(),
            x -> x.sub(x.amax(true, -1)).exp().mul(x.amin(true, -1)),
            x -> Functional.layerNorm(x, new long[] {6, 281}, null, null, 1e-5),
            x -> Functional.groupNorm(x, 2, null, null, 1e-5),
            x -> Functional.logSoftmax(x, -1),
            x -> x.flatten(1, -1).softmax(-1).mul(x.flatten(1, -1).std(1, true, -1)),
            x -> x.reshape(2, -1).mul(x.reshape(2, -1).select(1, 0).unsqueeze(1)));

    private static double[] run(UnaryOperator<Tensor> function, Tensor data, boolean gradient) {
        Tensor x = data.detach().requiresGrad(true);
        Tensor y = function.apply(x);
        if (gradient) {
            y.mul(y).sum().backward();
            return x.grad().toDoubleArray();
        }
        return y.toDoubleArray();
    }

    @Test
    void agreeWithTheReferenceDevice() {
        Tensor data = Rng.of(3).randn(io.github.autograd4j.Shape.of(2, 2, 6, 281), DType.FLOAT64, Device.cpu());
        for (UnaryOperator<Tensor> function : FUNCTIONS) {
            for (boolean gradient : new boolean[] {false, true}) {
                double[] cpu = run(function, data, gradient);
                double[] reference = run(function, data.to(Device.of("reference")), gradient);
                assertThat(cpu)
                        .as("function %s", FUNCTIONS.indexOf(function))
                        .containsExactly(reference, Offset.offset(1e-9));
            }
        }
    }
}
