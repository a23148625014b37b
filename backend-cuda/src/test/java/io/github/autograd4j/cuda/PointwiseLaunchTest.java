package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.cuda.kernel.PointwiseSource;
import io.github.autograd4j.cuda.kernel.PointwiseVariant;
import io.github.autograd4j.op.Expr;
import io.github.autograd4j.op.PointwiseProgram;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs of as many operands as the pieces of a large one have. */
class PointwiseLaunchTest {
    private static final double[] NO_SCALARS = {};

    private static List<DType> floats(int count) {
        return Collections.nCopies(count, DType.FLOAT32);
    }

    private static void check(PointwiseProgram program, Twin[] inputs, Twin... outputs) {
        TestGpu.backend().pointwise(program, NO_SCALARS, Twin.cuda(inputs), Twin.cuda(outputs));
        Twin.REFERENCE.pointwise(program, NO_SCALARS, Twin.reference(inputs), Twin.reference(outputs));
        for (Twin output : outputs) {
            output.assertSame(0);
        }
    }

    /** Whether an operand stays along the innermost axis is a bit of 32; C does not say what a further one is. */
    @Test
    void operandsBeyondThe32ndMoveThoughOneBeforeThemDoesNot() {
        int count = 44;
        Twin[] inputs = new Twin[count];
        for (int i = 0; i < count; i++) {
            inputs[i] = Twin.random(i, DType.FLOAT32, 6, 8);
        }
        inputs[8] = Twin.random(100, DType.FLOAT32, 6, 1).map(v -> v.expand(Shape.of(6, 8)));
        PointwiseProgram sum = PointwiseProgram.of("sum", DType.FLOAT32, floats(count), 0, floats(1), (x, s) -> {
            Expr all = x[0];
            for (int i = 1; i < count; i++) {
                all = all.add(x[i]);
            }
            return new Expr[] {all};
        });
        assertThat(PointwiseSource.of(sum, new PointwiseVariant(2, true, false)))
                .contains("strided.still >> 31 &")
                .doesNotContain("strided.still >> 32 &");
        check(sum, inputs, Twin.zeros(DType.FLOAT32, 6, 8));
    }

    /** Strides of 120 operands along six axes take twice the memory that a kernel's arguments have. */
    @Test
    void moreStridesThanAKernelTakesAreLaunchedInParts() {
        int count = 60;
        Twin[] inputs = new Twin[count];
        Twin[] outputs = new Twin[count];
        for (int i = 0; i < count; i++) {
            inputs[i] = i % 2 == 0
                    ? Twin.random(i, DType.FLOAT32, 2, 3, 2, 3, 2, 3)
                    : Twin.random(i, DType.FLOAT32, 3, 2, 3, 2, 3, 2).map(v -> v.permute(5, 4, 3, 2, 1, 0));
            outputs[i] = Twin.zeros(DType.FLOAT32, 2, 3, 2, 3, 2, 3);
        }
        PointwiseProgram pairs =
                PointwiseProgram.of("pairs", DType.FLOAT32, floats(count), 0, floats(count), (x, s) -> {
                    Expr[] sums = new Expr[count];
                    for (int i = 0; i < count; i++) {
                        sums[i] = x[i].add(x[(i + 1) % count]);
                    }
                    return sums;
                });
        check(pairs, inputs, outputs);
    }
}
