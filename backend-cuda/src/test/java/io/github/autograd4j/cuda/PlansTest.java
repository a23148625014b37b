package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.cuda.ReducePlan.Variant;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.Test;

/** How work is cut, which needs no device. */
class PlansTest {
    private static View view(long... dims) {
        return View.contiguous(new CudaBuffer(0, 0), DType.FLOAT32, Shape.of(dims));
    }

    private static ReducePlan along(int axis, View input) {
        return ReducePlan.of(new int[] {axis}, input);
    }

    @Test
    void axesMergeWhereEveryViewAllowsIt() {
        View a = view(2, 3, 1, 5);
        AxisGroup alone = AxisGroup.of(AxisGroup.without(4, -1), a);
        assertThat(alone.size()).containsExactly(30);
        assertThat(alone.stride()[0]).containsExactly(1);

        View b = view(5, 1, 3, 2).permute(3, 2, 1, 0);
        AxisGroup both = AxisGroup.of(AxisGroup.without(4, -1), a, b);
        assertThat(both.size()).containsExactly(2, 3, 5);
        assertThat(both.stride()[1]).containsExactly(1, 2, 6);
        assertThat(both.reach(1)).isEqualTo(29);

        View repeated = view(1, 3).expand(Shape.of(4, 3));
        assertThat(AxisGroup.of(AxisGroup.without(2, -1), repeated).stride()[0]).containsExactly(0, 1);
        assertThat(AxisGroup.without(5, new int[] {1, 3})).containsExactly(0, 2, 4);
    }

    @Test
    void longerRowsHaveMoreThreads() {
        assertThat(along(1, view(9, 32)).variant()).isEqualTo(Variant.THREAD);
        assertThat(along(1, view(9, 33)).variant()).isEqualTo(Variant.WARP);
        assertThat(along(1, view(9, 1024)).variant()).isEqualTo(Variant.WARP);
        assertThat(along(1, view(9, 1025)).variant()).isEqualTo(Variant.BLOCK);
        assertThat(along(0, view(33, 9)).variant()).isEqualTo(Variant.COLUMN);
        assertThat(along(0, view(100, 9).permute(1, 0)).variant()).isEqualTo(Variant.THREAD);
        assertThat(along(1, view(100, 9).permute(1, 0)).variant()).isEqualTo(Variant.COLUMN);
    }

    @Test
    void onlyElementsSideBySideAreReadTogether() {
        View rows = view(9, 100);
        assertThat(along(1, rows).isFlat()).isTrue();
        assertThat(ReducePlan.of(new int[] {0, 1}, rows).isFlat()).isTrue();
        assertThat(along(1, view(9, 32)).isFlat()).as("a thread alone").isFalse();
        assertThat(along(1, view(9, 200).slice(1, 0, 100, 2)).isFlat()).isFalse();
        assertThat(along(0, view(100, 9)).isFlat()).isFalse();
        View same = view(9, 1).expand(Shape.of(9, 100));
        assertThat(ReducePlan.of(new int[] {1}, rows, same).isFlat()).isTrue();
        assertThat(along(1, same).isFlat()).isFalse();
        assertThat(ReducePlan.of(new int[] {0, 2}, view(5, 3, 100)).isFlat()).isFalse();
    }

    @Test
    void fewLongRowsAreSplitAndCovered() {
        assertThat(along(1, view(2, 4096)).splits()).isEqualTo(1);
        assertThat(along(1, view(2000, 100_000)).splits()).isEqualTo(1);
        for (long length : new long[] {8191, 8192, 100_003, 50_000_001}) {
            ReducePlan plan = along(1, view(3, length));
            assertThat(plan.chunk() * plan.splits()).isGreaterThanOrEqualTo(length);
            assertThat(plan.splits() * plan.outputs()).isLessThanOrEqualTo(ReducePlan.ENOUGH_BLOCKS);
            assertThat(plan.splits() > 1).isEqualTo(length >= 2 * ReducePlan.SHARE);
        }
    }

    @Test
    void sortsInTilesOfPowersOfTwo() {
        assertThat(SortPlan.of(64).variant()).isEqualTo(SortPlan.Variant.RANK);
        assertThat(SortPlan.of(65).tile()).isEqualTo(128);
        assertThat(SortPlan.of(128).tile()).isEqualTo(128);
        assertThat(SortPlan.of(2048).variant()).isEqualTo(SortPlan.Variant.TILE);
        assertThat(SortPlan.of(2049).tiles()).isEqualTo(2);
    }

    @Test
    void scansSplitOnlyLongRows() {
        View matrix = view(2, 1 << 20);
        ScanPlan plan = ScanPlan.of(1, matrix, matrix);
        assertThat(plan.chunks()).isEqualTo(64);
        assertThat(plan.chunk() * plan.chunks()).isGreaterThanOrEqualTo(plan.length());
        assertThat(ScanPlan.of(0, matrix, matrix).block()).isFalse();
        View row = view(1000, 65);
        assertThat(ScanPlan.of(1, row, row).chunks()).isEqualTo(1);
    }

    @Test
    void teamsAreRefusedWhereTheDecompositionReadsBetter() {
        assertThat(RowTeam.of(10, 32, true).team()).isEqualTo(1);
        assertThat(RowTeam.of(10, 33, false).team()).isEqualTo(32);
        assertThat(RowTeam.of(10, 1025, false).team()).isZero();
        assertThat(RowTeam.of(5000, 1000, true).team()).isEqualTo(1);
        assertThat(RowTeam.of(10, 129, true)).isNull();
        assertThat(RowTeam.of(1L << 28, 16, false)).isNull();
    }

    private static AttentionTiles attention(DType type, int size, long rows, long heads) {
        return AttentionTiles.of(type, 90, 132, size, size, rows, heads);
    }

    @Test
    void attentionTakesAsManyRowsAsRegistersHold() {
        assertThat(attention(DType.FLOAT32, 128, 4096, 64)).isEqualTo(new AttentionTiles(false, 8));
        assertThat(attention(DType.FLOAT32, 129, 4096, 64)).isEqualTo(new AttentionTiles(false, 4));
        assertThat(attention(DType.FLOAT64, 64, 4096, 64)).isEqualTo(new AttentionTiles(false, 4));
        assertThat(attention(DType.FLOAT64, 256, 4096, 64)).isEqualTo(new AttentionTiles(false, 2));
        assertThat(attention(DType.BFLOAT16, 64, 4096, 64)).isEqualTo(new AttentionTiles(true, 2));
        assertThat(attention(DType.BFLOAT16, 128, 4096, 64)).isEqualTo(new AttentionTiles(true, 1));
        assertThat(attention(DType.BFLOAT16, 129, 4096, 64)).isEqualTo(new AttentionTiles(false, 4));
    }

    @Test
    void attentionTakesFewerRowsWhereThereAreFew() {
        assertThat(attention(DType.FLOAT32, 64, 33, 999).rows()).isEqualTo(64);
        assertThat(attention(DType.FLOAT32, 64, 32, 999).rows()).isEqualTo(32);
        assertThat(attention(DType.FLOAT32, 64, 1, 999).rows()).isEqualTo(16);
        assertThat(attention(DType.FLOAT16, 64, 64, 999).rows()).isEqualTo(64);
        assertThat(attention(DType.FLOAT32, 64, 128, 33)).isEqualTo(new AttentionTiles(false, 4));
        assertThat(attention(DType.FLOAT32, 64, 128, 34)).isEqualTo(new AttentionTiles(false, 8));
        assertThat(attention(DType.FLOAT32, 64, 128, 32).count(128) * 32).isLessThanOrEqualTo(132);
    }

    @Test
    void attentionCountsPositionsInMemory() {
        View q = view(64, 16, 2048, 32);
        View oneMask = view(2048, 2048).expand(Shape.of(64, 16, 2048, 2048));
        assertThat(AttentionKernels.fits(q, q, q, q, q, q, oneMask)).isTrue();
        assertThat(AttentionKernels.fits(q, q, q, q, q, q, view(64, 16, 2048, 2048)))
                .isFalse();
        View narrow = view(1 << 24, 1, 1);
        View wide = view(1, 1, 256).expand(Shape.of(1 << 24, 1, 256));
        assertThat(AttentionKernels.fits(narrow, narrow, narrow, narrow, narrow, narrow))
                .isTrue();
        assertThat(AttentionKernels.fits(narrow, narrow, wide, narrow, narrow, wide))
                .isFalse();
        assertThat(AttentionKernels.fits(view(1, 1, 257), q, q)).isFalse();
    }

    @Test
    void olderDevicesMultiplyBfloat16WithoutTensorCores() {
        assertThat(AttentionTiles.of(DType.BFLOAT16, 75, 40, 64, 64, 4096, 64).tensor())
                .isFalse();
        assertThat(AttentionTiles.of(DType.FLOAT16, 75, 40, 64, 64, 4096, 64).tensor())
                .isTrue();
        assertThat(AttentionTiles.of(DType.FLOAT16, 70, 80, 64, 64, 4096, 64).tensor())
                .isFalse();
    }
}
