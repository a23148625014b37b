package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrenceGrad;
import io.github.autograd4j.op.RecurrentCell;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same bits on one thread and on three. */
class ThreadCountTest {
    private static final CpuBackend ONE = new CpuBackend(Kernels.get(), WorkerTeam.ALONE);
    private static final CpuBackend THREE = new CpuBackend(Kernels.get(), new WorkerTeam(3));
    private static final double[] NONE = {};

    private interface Run {
        void on(CpuBackend backend, View output);
    }

    private static void same(Run run, long... dims) {
        View one = TestViews.empty(DType.FLOAT32, dims);
        View three = TestViews.empty(DType.FLOAT32, dims);
        run.on(ONE, one);
        run.on(THREE, three);
        assertThat(TestViews.values(three)).isEqualTo(TestViews.values(one));
    }

    @ParameterizedTest
    @CsvSource({"1000000, 1", "1, 1000000", "700, 1500", "100003, 7", "7, 100003", "3, 400000"})
    void reductions(int rows, int columns) {
        View x = TestViews.random(DType.FLOAT32, 1, rows, columns);
        PointwiseProgram square = Formulas.SQUARE.bind(DType.FLOAT32, DType.FLOAT32);
        for (PointwiseProgram prologue : new PointwiseProgram[] {null, square}) {
            View[] in = {x};
            same((b, out) -> b.reduce(ReduceOp.SUM, prologue, NONE, in, new int[] {0}, out), columns);
            same((b, out) -> b.reduce(ReduceOp.SUM, prologue, NONE, in, new int[] {1}, out), rows);
            same((b, out) -> b.reduce(ReduceOp.SUM, prologue, NONE, in, new int[] {0, 1}, out));
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 2000", "100000, 3"})
    void elementsAndDraws(int rows, int columns) {
        View x = TestViews.random(DType.FLOAT32, 1, columns, rows).permute(1, 0);
        PointwiseProgram gelu = Formulas.GELU.bind(DType.FLOAT32, DType.FLOAT32);
        same((b, out) -> b.pointwise(gelu, NONE, new View[] {x}, new View[] {out}), rows, columns);
        same((b, out) -> b.random(Distribution.NORMAL, 3, 4, out), rows, columns);
        same((b, out) -> b.copy(x, out), rows, columns);
    }

    @ParameterizedTest
    @CsvSource({"LSTM, 19, 60", "GRU, 3, 64", "RNN_TANH, 25, 170", "LSTM, 25, 17"})
    void recurrences(RecurrentCell cell, int batch, int width) {
        int length = 40;
        int rows = cell.blocks() * width;
        View parts = TestViews.random(DType.FLOAT32, 1, length, batch, rows);
        View weights = TestViews.random(DType.FLOAT32, 2, rows, width);
        View tenth = TestViews.empty(DType.FLOAT32, rows, width);
        PointwiseProgram scale = Formulas.MUL_SCALAR.bind(DType.FLOAT32, DType.FLOAT32, null);
        ONE.pointwise(scale, new double[] {0.1}, new View[] {weights}, new View[] {tenth});
        View bias = TestViews.random(DType.FLOAT32, 3, rows);
        View state = TestViews.random(DType.FLOAT32, 4, batch, width);
        Recurrence op = new Recurrence(cell, false, true);
        boolean two = cell.states() == 2;
        View[] made =
                same(op, two ? new View[] {parts, tenth, state, state, bias} : new View[] {parts, tenth, state, bias});
        List<View> in = new ArrayList<>();
        in.add(tenth);
        in.addAll(List.of(made).subList(0, cell.states()));
        in.addAll(Collections.nCopies(cell.states(), state));
        in.addAll(List.of(made));
        same(new RecurrenceGrad(op), in.toArray(View[]::new));
    }

    private static View[] same(Composite op, View... in) {
        TensorSpec[] specs = op.infer(in);
        View[] one = new View[specs.length];
        View[] three = new View[specs.length];
        for (int k = 0; k < specs.length; k++) {
            one[k] = TestViews.empty(DType.FLOAT32, specs[k].shape().toArray());
            three[k] = TestViews.empty(DType.FLOAT32, specs[k].shape().toArray());
        }
        ONE.fused(op, in).run(in, one);
        THREE.fused(op, in).run(in, three);
        for (int k = 0; k < specs.length; k++) {
            assertThat(TestViews.values(three[k])).isEqualTo(TestViews.values(one[k]));
            assertThat(TestViews.values(one[k])).doesNotContain(Double.NaN);
        }
        return one;
    }
}
