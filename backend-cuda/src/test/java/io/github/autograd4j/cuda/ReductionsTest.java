package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Expr;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.ReduceOp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionsTest {
    private static final double[] NONE = {};
    private static final int[] LENGTHS = {1, 5, 31, 32, 33, 127, 1023, 1024, 1025, 4097};

    private void check(ReduceOp op, Twin input, int... axes) {
        DType type = input.cuda().dtype();
        boolean counts = (op == ReduceOp.SUM || op == ReduceOp.PROD) && !type.isFloating();
        long[] rest = IntStream.range(0, input.cuda().rank())
                .filter(i -> Arrays.binarySearch(axes, i) < 0)
                .mapToLong(i -> input.cuda().dim(i))
                .toArray();
        Twin output = Twin.zeros(counts ? DType.INT64 : type, rest);
        TestGpu.backend().reduce(op, null, new double[0], Twin.cuda(input), axes, output.cuda());
        Twin.REFERENCE.reduce(op, null, new double[0], Twin.reference(input), axes, output.reference());
        output.assertSame(tolerance(type));
    }

    private static double tolerance(DType type) {
        return switch (type) {
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            case FLOAT32 -> 0x1p-21;
            case FLOAT64 -> 0x1p-50;
            default -> 0;
        };
    }

    private void checkAll(Twin input, int... axes) {
        for (ReduceOp op : ReduceOp.values()) {
            if (op != ReduceOp.PROD || input.cuda().isContiguous()) {
                check(op, op == ReduceOp.PROD ? ones(input) : input, axes);
            }
        }
        if (axes.length == 1) {
            for (ArgReduceOp op : ArgReduceOp.values()) {
                long[] rest = IntStream.range(0, input.cuda().rank())
                        .filter(i -> i != axes[0])
                        .mapToLong(i -> input.cuda().dim(i))
                        .toArray();
                Twin output = Twin.zeros(DType.INT64, rest);
                TestGpu.backend().argReduce(op, input.cuda(), axes[0], output.cuda());
                Twin.REFERENCE.argReduce(op, input.reference(), axes[0], output.reference());
                output.assertSame(0);
            }
        }
    }

    /** Factors of ±1 and a few others, so that products stay in range. */
    private static Twin ones(Twin like) {
        return Twin.of(
                like.cuda().dtype(),
                i -> i % 97 == 5 ? 2 : i % 89 == 7 ? 0.5 : i % 3 == 0 ? -1 : 1,
                like.cuda().shape().toArray());
    }

    @ParameterizedTest
    @EnumSource
    void rows(DType type) {
        for (int length : LENGTHS) {
            checkAll(Twin.random(length, type, 3, length), 1);
        }
    }

    /** Rows that begin and end between the places of wide accesses, each at another. */
    @ParameterizedTest
    @EnumSource
    void rowsOfAnyAlignment(DType type) {
        for (int length : new int[] {33, 40, 200, 2000}) {
            Twin wider = Twin.random(length, type, 5, length + 19);
            for (int start : new int[] {0, 1, 3, 8, 18}) {
                checkAll(wider.map(v -> v.slice(1, start, length, 1)), 1);
            }
        }
        checkAll(Twin.random(7, type, 40_003).map(v -> v.slice(0, 5, 39_990, 1)), 0);
    }

    /** Operands that allow wide accesses at the same places, at different ones, and one that is the same along a row. */
    @Test
    void rowsOfSeveralOperands() {
        PointwiseProgram program = PointwiseProgram.of(
                "weighted",
                DType.FLOAT32,
                List.of(DType.FLOAT32, DType.UINT8, DType.FLOAT16),
                0,
                List.of(DType.FLOAT32),
                (x, s) -> new Expr[] {x[0].mul(x[1]).add(x[2])});
        for (int length : new int[] {35, 3000}) {
            Twin a = Twin.random(1, DType.FLOAT32, 3, length + 8);
            Twin b = Twin.random(2, DType.UINT8, 3, length + 8);
            Twin c = Twin.random(3, DType.FLOAT16, 3, 1).map(v -> v.expand(Shape.of(3, length)));
            for (int start = 0; start < 5; start++) {
                int first = start;
                Twin x = a.map(v -> v.slice(1, 1, length, 1));
                Twin y = b.map(v -> v.slice(1, first, length, 1));
                Twin output = Twin.zeros(DType.FLOAT32, 3);
                int[] axes = {1};
                TestGpu.backend().reduce(ReduceOp.SUM, program, NONE, Twin.cuda(x, y, c), axes, output.cuda());
                Twin.REFERENCE.reduce(ReduceOp.SUM, program, NONE, Twin.reference(x, y, c), axes, output.reference());
                output.assertSame(tolerance(DType.FLOAT32));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void columns(DType type) {
        for (int length : LENGTHS) {
            checkAll(Twin.random(length, type, length, 35), 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "INT64", "BFLOAT16"})
    void severalAxes(DType type) {
        Twin input = Twin.random(1, type, 5, 7, 9, 11);
        checkAll(input, 0, 2);
        checkAll(input, 1, 3);
        checkAll(input, 0, 1, 2, 3);
        checkAll(input.map(v -> v.permute(3, 1, 0, 2)), 1, 2);
        checkAll(Twin.random(1, type, 40, 3, 50), 0, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "UINT8"})
    void severalStages(DType type) {
        checkAll(Twin.random(3, type, 100_003), 0);
        checkAll(Twin.random(3, type, 20_000, 9), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "FLOAT32", "FLOAT64"})
    void notANumberWins(DType type) {
        for (int length : new int[] {7, 100, 3000}) {
            Twin input = Twin.of(
                    type, i -> i % length == length / 2 || i % length == length - 1 ? Double.NaN : i, 2, length);
            check(ReduceOp.MAX, input, 1);
            check(ReduceOp.MIN, input, 1);
            checkAll(Twin.of(type, i -> i == length / 3 ? Double.POSITIVE_INFINITY : 1, length), 0);
        }
    }

    @Test
    void programsMakeTheElements() {
        DType[] types = {DType.FLOAT32, DType.FLOAT16, DType.INT32, DType.FLOAT64};
        for (DType type : types) {
            PointwiseProgram program = PointwiseProgram.of(
                    "weighted",
                    type.isFloating() ? type.compute() : DType.FLOAT32,
                    List.of(type, DType.BOOL),
                    2,
                    List.of(type.isFloating() ? type : DType.FLOAT32),
                    (x, s) -> new Expr[] {x[0].mul(x[0]).mul(s[0]).add(x[1].mul(s[1]))});
            for (int length : new int[] {7, 100, 5000}) {
                Twin x = Twin.random(1, type, 3, length);
                Twin y = Twin.random(2, DType.BOOL, length).map(v -> v.expand(Shape.of(3, length)));
                double[] scalars = {0.75, 3};
                Twin output = Twin.zeros(program.outputType(0), 3);
                int[] axes = {1};
                TestGpu.backend().reduce(ReduceOp.SUM, program, scalars, Twin.cuda(x, y), axes, output.cuda());
                Twin.REFERENCE.reduce(ReduceOp.SUM, program, scalars, Twin.reference(x, y), axes, output.reference());
                output.assertSame(tolerance(program.outputType(0)));
                Twin columns = Twin.zeros(program.outputType(0), length);
                axes = new int[] {0};
                TestGpu.backend().reduce(ReduceOp.MAX, program, scalars, Twin.cuda(x, y), axes, columns.cuda());
                Twin.REFERENCE.reduce(ReduceOp.MAX, program, scalars, Twin.reference(x, y), axes, columns.reference());
                columns.assertSame(tolerance(program.outputType(0)));
            }
        }
    }
}
