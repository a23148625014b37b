package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Formula;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One element alone is what it is among many. */
class TinyTest {
    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -2,
        3,
        100,
        -100,
        1e-8,
        -1e-30,
        1e30,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        2.5,
        -2.5,
        0.99,
        1e-40
    };
    private static final Formula[] FORMULAS = {
        Formulas.NEG,
        Formulas.ABS,
        Formulas.SIGN,
        Formulas.FLOOR,
        Formulas.CEIL,
        Formulas.ROUND,
        Formulas.TRUNC,
        Formulas.EXP,
        Formulas.EXPM1,
        Formulas.LOG,
        Formulas.LOG1P,
        Formulas.LOG2,
        Formulas.LOG10,
        Formulas.SIN,
        Formulas.COS,
        Formulas.TAN,
        Formulas.ASIN,
        Formulas.ACOS,
        Formulas.ATAN,
        Formulas.SINH,
        Formulas.COSH,
        Formulas.TANH,
        Formulas.SIGMOID,
        Formulas.ERF,
        Formulas.SQRT,
        Formulas.RSQRT,
        Formulas.RECIPROCAL,
        Formulas.RELU,
        Formulas.GELU,
        Formulas.SILU,
        Formulas.SELU,
        Formulas.MISH,
        Formulas.LOG_SIGMOID
    };

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16"})
    void unary(DType type) {
        View many = TestViews.empty(type, 2000);
        Object array = CpuBuffer.array(many);
        for (int i = 0; i < 2000; i++) {
            Cells.store(type, array, i, Cells.fromDouble(type, SPECIAL[i % SPECIAL.length]));
        }
        View result = TestViews.empty(type, 2000);
        View one = TestViews.empty(type);
        double tolerance = type == DType.FLOAT64 ? 1e-14 : type == DType.FLOAT32 ? 3e-6 : 1e-2;
        for (Formula formula : FORMULAS) {
            PointwiseProgram program = formula.bind(type, type);
            TestViews.CPU.pointwise(program, new double[0], new View[] {many}, new View[] {result});
            double[] values = TestViews.values(result);
            for (int i = 0; i < SPECIAL.length; i++) {
                View element = many.slice(0, i, 1, 1).reshape(io.github.autograd4j.Shape.SCALAR);
                TestViews.CPU.pointwise(program, new double[0], new View[] {element}, new View[] {one});
                double expected = TestViews.values(one)[0];
                String what = formula.name() + "(" + SPECIAL[i] + ")";
                if (Double.isFinite(expected)) {
                    assertThat(values[i]).as(what).isCloseTo(expected, within(tolerance * (Math.abs(expected) + 0.1)));
                } else {
                    assertThat(values[i]).as(what).isEqualTo(Double.valueOf(expected));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64", "UINT8"})
    void integerDivisionByZeroIsAnArithmeticException(DType type) {
        PointwiseProgram program = Formulas.FLOOR_DIV.bind(type, type, type);
        for (long n : new long[] {1, 1000}) {
            View zeros = TestViews.empty(type, n);
            assertThatThrownBy(() -> TestViews.CPU.pointwise(
                            program, new double[0], new View[] {zeros, zeros}, new View[] {zeros}))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("integer division by zero");
        }
    }
}
