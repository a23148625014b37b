package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import io.github.autograd4j.op.SoftmaxGrad;
import io.github.autograd4j.spi.View;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where 32 bits end, seen in the decisions: nothing here is allocated or launched. */
class IndexWidthTest {
    /** The first number that is not narrow. */
    private static final long BORDER = Integer.MAX_VALUE - (1L << 20);

    private static final long HALF = Integer.MAX_VALUE / 2;

    @BeforeEach
    void needsBothWidths() {
        assumeThat(FixedKernels.ONLY || Boolean.getBoolean(IndexWidth.WIDE))
                .as("all kernels have 64 bits")
                .isFalse();
    }

    private static View view(long... dims) {
        return view(DType.FLOAT32, dims);
    }

    private static View view(DType type, long... dims) {
        return View.contiguous(new CudaBuffer(0, 0), type, Shape.of(dims));
    }

    private static View[] views(View... views) {
        return views;
    }

    /** Two elements, so far apart. */
    private static View apart(long distance) {
        return view(1).strided(Shape.of(2), new long[] {distance}, 0);
    }

    private static boolean narrow(View[] inputs, View output) {
        MergedAxes axes = new MergedAxes();
        axes.of(inputs, views(output));
        return axes.isNarrow();
    }

    @Test
    void pointwiseKernelsCountAndReach() {
        assertThat(narrow(views(), view(BORDER - 1))).isTrue();
        assertThat(narrow(views(), view(BORDER))).isFalse();
        assertThat(narrow(views(apart(BORDER - 1)), view(2))).isTrue();
        assertThat(narrow(views(apart(BORDER)), view(2))).isFalse();
        assertThat(narrow(views(view(2)), apart(BORDER))).isFalse();
        assertThat(narrow(views(view(1).expand(Shape.of(BORDER))), view(BORDER)))
                .isFalse();
    }

    @Test
    void reductionsCountAndReach() {
        long half = BORDER / 2;
        assertThat(ReducePlan.of(new int[] {1}, view(2, half)).isNarrow()).isTrue();
        assertThat(ReducePlan.of(new int[] {1}, view(2, half + 1)).isNarrow()).isFalse();
        assertThat(ReducePlan.of(new int[] {0}, apart(BORDER - 1)).isNarrow()).isTrue();
        assertThat(ReducePlan.of(new int[] {0}, apart(BORDER)).isNarrow()).isFalse();
        assertThat(ReducePlan.of(new int[] {1}, view(2, 1).expand(Shape.of(2, BORDER)))
                        .isNarrow())
                .isFalse();
    }

    @Test
    void scansCountAndReach() {
        assertThat(ScanPlan.of(0, view(BORDER - 1), view(BORDER - 1)).isNarrow(1, 1))
                .isTrue();
        assertThat(ScanPlan.of(0, view(BORDER), view(BORDER)).isNarrow(1, 1)).isFalse();
        assertThat(ScanPlan.of(0, apart(BORDER / 2), view(2)).isNarrow(BORDER / 2, 1))
                .isTrue();
        assertThat(ScanPlan.of(0, view(2), apart(BORDER / 2 + 1)).isNarrow(1, BORDER / 2 + 1))
                .isFalse();
    }

    @Test
    void rowsOfFusedKernelsHaveRoomForABlockBeyondTheEnd() {
        assertThat(RowTeam.of(Integer.MAX_VALUE - 1024, 1, false)).isNotNull();
        assertThat(RowTeam.of(Integer.MAX_VALUE - 1023, 1, false)).isNull();
        assertThat(RowTeam.of(1 << 20, 2047, false)).isNotNull();
        assertThat(RowTeam.of(1 << 20, 2048, false)).isNull();
    }

    private static boolean fuses(Composite op, View... inputs) {
        return TestGpu.backend().fused(op, inputs) != null;
    }

    /** Rows of 16 elements: the last that fits, and one more. */
    @Test
    void fusedKernelsOfRowsLeaveWhatIsLargerToTheDecomposition() {
        long most = (HALF - 16) / 16;
        for (long rows : new long[] {most, most + 1}) {
            boolean fits = rows == most;
            View x = view(rows, 16);
            View one = view(rows);
            View statistic = view(rows, 1);
            List<Integer> axis = List.of(1);
            assertThat(fuses(new Softmax(1), x)).isEqualTo(fits);
            assertThat(fuses(new LogSoftmax(1), x)).isEqualTo(fits);
            assertThat(fuses(new SoftmaxGrad(1, false), x, x)).isEqualTo(fits);
            assertThat(fuses(new Normalize(axis, 1e-5), x)).isEqualTo(fits);
            assertThat(fuses(new RmsNormalize(axis, 1e-5), x)).isEqualTo(fits);
            assertThat(fuses(new NormalizeGrad(axis, 1e-5, true), x, x, statistic))
                    .isEqualTo(fits);
            CrossEntropy entropy = new CrossEntropy(1, -100, 0);
            View classes = view(DType.INT64, rows);
            assertThat(fuses(entropy, x, classes)).isEqualTo(fits);
            assertThat(fuses(new CrossEntropyGrad(entropy), one, x, classes, one))
                    .isEqualTo(fits);
        }
        assertThat(fuses(new Softmax(0), apart(HALF / 2))).isTrue();
        assertThat(fuses(new Softmax(0), apart(HALF / 2 + 1))).isFalse();
    }

    @Test
    void attentionLeavesWhatIsLargerToTheDecomposition() {
        Attention op = new Attention(1, true);
        for (long heads : new long[] {1, 1 << 10}) {
            boolean fits = heads == 1;
            View x = view(heads, 1 << 16, 16);
            View row = view(heads, 1 << 16);
            assertThat(fuses(op, x, x, x)).isEqualTo(fits);
            assertThat(fuses(new AttentionGrad(op), x, x, x, x, row, row)).isEqualTo(fits);
        }
    }
}
