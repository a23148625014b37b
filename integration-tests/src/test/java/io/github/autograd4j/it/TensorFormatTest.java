package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors print as PyTorch prints them, but for Java's {@code true}, {@code requiresGrad} and {@code gradFn}. */
class TensorFormatTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(Tensor.scalar(2f), "tensor(2.)"),
                Arguments.of(Tensor.scalar(0.5f), "tensor(0.5000)"),
                Arguments.of(Tensor.scalar(-7L), "tensor(-7)"),
                Arguments.of(Tensor.scalar(true), "tensor(true)"),
                Arguments.of(Tensor.of(true, false), "tensor([ true, false])"),
                Arguments.of(Tensor.of(1, -20), "tensor([  1, -20], dtype=int32)"),
                Arguments.of(Tensor.of(1L, 2L).to(DType.UINT8), "tensor([1, 2], dtype=uint8)"),
                Arguments.of(Tensor.of(1.5f, 2f).to(DType.BFLOAT16), "tensor([1.5000, 2.0000], dtype=bfloat16)"),
                Arguments.of(Tensor.of(0.1, -0.25), "tensor([ 0.1000, -0.2500], dtype=float64)"),
                Arguments.of(Tensor.zeros(2, 3), "tensor([[0., 0., 0.],\n        [0., 0., 0.]])"),
                Arguments.of(Tensor.of(-0f, -1e-3f), "tensor([-0.0000, -0.0010])"),
                Arguments.of(Tensor.of(1.00005f, 2.5f), "tensor([1.0000, 2.5000])"),
                Arguments.of(Tensor.of(0.03125, 0.5), "tensor([0.0312, 0.5000], dtype=float64)"));
    }

    static Stream<Arguments> specials() {
        return Stream.of(
                Arguments.of(of(0.1, 0.2, Double.NaN), "tensor([0.1000, 0.2000,    nan])"),
                Arguments.of(of(1, INF), "tensor([1., inf])"),
                Arguments.of(of(-INF, Double.NaN, 0), "tensor([-inf, nan, 0.])"),
                Arguments.of(of(1, 1000), "tensor([   1., 1000.])"),
                Arguments.of(of(1, 1001), "tensor([1.0000e+00, 1.0010e+03])"),
                Arguments.of(of(1e8, 1e8), "tensor([100000000., 100000000.])"),
                Arguments.of(of(2e8), "tensor([2.0000e+08])"),
                Arguments.of(of(1e-4, 2e-4), "tensor([1.0000e-04, 2.0000e-04])"),
                Arguments.of(of(2e-4, 3e-4), "tensor([0.0002, 0.0003])"),
                Arguments.of(of(0, -3e-5, INF), "tensor([ 0.0000e+00, -3.0000e-05,         inf])"),
                Arguments.of(
                        of(1e-10, 1e-5, 1, 1e5, 1e10),
                        "tensor([1.0000e-10, 1.0000e-05, 1.0000e+00, 1.0000e+05, 1.0000e+10])"),
                Arguments.of(of(1e38, 1e-38), "tensor([1.0000e+38, 1.0000e-38])"),
                Arguments.of(of(99999.95, 1e-3), "tensor([1.0000e+05, 1.0000e-03])"),
                Arguments.of(Tensor.of(1e100, 1), "tensor([1.0000e+100,  1.0000e+00], dtype=float64)"));
    }

    static Stream<Arguments> empties() {
        return Stream.of(
                Arguments.of(Tensor.zeros(0), "tensor([])"),
                Arguments.of(Tensor.zeros(0, 3), "tensor([], size=(0, 3))"),
                Arguments.of(Tensor.zeros(DType.INT64, 0), "tensor([], dtype=int64)"),
                Arguments.of(Tensor.zeros(DType.BOOL, 2, 0), "tensor([], size=(2, 0), dtype=bool)"));
    }

    private static Tensor of(double... values) {
        return Tensor.of(values).to(DType.FLOAT32);
    }

    @ParameterizedTest
    @MethodSource({"texts", "specials", "empties"})
    void printsLikePyTorch(Tensor tensor, String text) {
        assertThat(tensor).hasToString(text);
    }

    @Test
    void wrapsLinesAtEightyColumns() {
        assertThat(Tensor.arange(0, 30, 1, DType.FLOAT32))
                .hasToString("tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,\n"
                        + "        14., 15., 16., 17., 18., 19., 20., 21., 22., 23., 24., 25., 26., 27.,\n"
                        + "        28., 29.])");
    }

    @Test
    void putsBlankLinesBetweenMatrices() {
        assertThat(Tensor.arange(8).reshape(2, 2, 2))
                .hasToString("tensor([[[0, 1],\n         [2, 3]],\n\n        [[4, 5],\n         [6, 7]]])");
        assertThat(Tensor.arange(2).reshape(2, 1, 1, 1)).hasToString("tensor([[[[0]]],\n\n\n        [[[1]]]])");
    }

    @Test
    void showsTheEdgesOfLargeTensors() {
        assertThat(Tensor.arange(10_000)).hasToString("tensor([   0,    1,    2,  ..., 9997, 9998, 9999])");
        assertThat(Tensor.arange(1000).toString()).doesNotContain("...");
        assertThat(Tensor.arange(3000).reshape(1000, 3))
                .hasToString("tensor([[   0,    1,    2],\n        [   3,    4,    5],\n        [   6,    7,    8],\n"
                        + "        ...,\n        [2991, 2992, 2993],\n        [2994, 2995, 2996],\n"
                        + "        [2997, 2998, 2999]])");
        assertThat(Tensor.zeros(40, 50).toString().split("\n"))
                .hasSize(7)
                .startsWith("tensor([[0., 0., 0.,  ..., 0., 0., 0.],")
                .contains("        ...,");
    }

    @Test
    void tellsLeavesAndWhatMadeATensor() {
        Tensor x = Tensor.arange(0, 10, 1, DType.FLOAT32).requiresGrad(true);
        assertThat(x).hasToString("tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9.], requiresGrad=true)");
        assertThat(x.add(1))
                .hasToString("tensor([ 1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10.],\n"
                        + "       gradFn=<AddBackward>)");
        assertThat(x.add(1).pow(2))
                .hasToString("tensor([  1.,   4.,   9.,  16.,  25.,  36.,  49.,  64.,  81., 100.],\n"
                        + "       gradFn=<PowBackward>)");
        assertThat(Tensor.scalar(3.0).requiresGrad(true)).hasToString("tensor(3., dtype=float64, requiresGrad=true)");
    }

    @Test
    void leavesNoTensorInTheScopeAndPrintsClosedOnes() {
        Tensor matrix;
        try (Scope scope = Scope.open()) {
            matrix = Tensor.ones(100, 100);
            int before = scope.size();
            assertThat(matrix.toString()).contains("...");
            assertThat(scope.size()).isEqualTo(before);
        }
        assertThat(matrix).hasToString("tensor(closed, float32[100, 100])");
    }
}
