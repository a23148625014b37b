package io.github.autograd4j.cuda;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.testing.TensorAssert;
import io.github.autograd4j.testing.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Attention and its gradients at the borders of tiles, against the decompositions on the reference device. */
class AttentionsTest {
    private static final Device REFERENCE = Device.of("reference");
    private static final int HEADS = 3;
    private static Device cuda;

    @BeforeAll
    static void open() {
        TestGpu.require();
        cuda = Device.cuda(0);
    }

    private static Tensor random(long seed, DType type, long... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) Shape.of(dims).numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() * 4 - 2);
        }
        return Tensor.of(values).reshape(dims).to(type);
    }

    /** Queries, keys and values of some lengths and sizes. */
    private static Tensor[] operands(DType type, int n, int m, int d, int e) {
        return new Tensor[] {random(1, type, HEADS, n, d), random(2, type, HEADS, m, d), random(3, type, HEADS, m, e)};
    }

    private static Tensor[] and(Tensor[] first, Tensor... more) {
        Tensor[] all = new Tensor[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private static void check(Attention op, Tensor... operands) {
        check(op, x -> x, operands);
    }

    /** Applies an operation and its gradient to operands that lie as a change of the window makes them. */
    private static void check(Attention op, UnaryOperator<Tensor> window, Tensor... operands) {
        Tensor[] here = on(cuda, window, operands);
        Tensor[] there = on(REFERENCE, window, operands);
        Tensor[] results = op.decompose(there);
        compare(op.toString(), op.apply(here), results);
        Tensor cotangent = random(4, results[0].dtype(), results[0].shape().toArray());
        Tensor g = window.apply(cotangent.to(REFERENCE));
        DType compute = g.dtype().compute();
        Tensor delta = g.to(compute).mul(results[0].to(compute)).sum(-1);
        AttentionGrad gradient = new AttentionGrad(op);
        compare(
                gradient.toString(),
                gradient.apply(
                        gradientOperands(window.apply(cotangent.to(cuda)), results[1].to(cuda), delta.to(cuda), here)),
                gradient.decompose(gradientOperands(g, results[1], delta, there)));
    }

    private static Tensor[] on(Device device, UnaryOperator<Tensor> window, Tensor... operands) {
        Tensor[] there = new Tensor[operands.length];
        for (int i = 0; i < there.length; i++) {
            there[i] = window.apply(operands[i].to(device));
        }
        return there;
    }

    private static Tensor[] gradientOperands(Tensor g, Tensor logs, Tensor delta, Tensor... x) {
        Tensor[] first = {g, x[0], x[1], x[2], logs, delta};
        return x.length > 3 ? and(first, x[3]) : first;
    }

    private static void compare(String what, Tensor[] actual, Tensor[] expected) {
        for (int i = 0; i < actual.length; i++) {
            double unit = Tolerance.unit(actual[i].dtype());
            boolean half = actual[i].dtype().byteSize() == 2;
            TensorAssert.assertThat(actual[i].to(REFERENCE))
                    .as("result %s of %s", i, what)
                    .isCloseTo(expected[i], new Tolerance((half ? 2 : 64) * unit, (half ? 2 : 64) * unit));
        }
    }

    private static Attention plain(int d) {
        return new Attention(1 / Math.sqrt(d), false);
    }

    private static Attention causal(int d) {
        return new Attention(1 / Math.sqrt(d), true);
    }

    /** Many kernels, each for its sizes: they are compiled together. */
    @TestFactory
    List<DynamicTest> atTheBordersOfTiles() {
        List<DynamicTest> tests = new ArrayList<>();
        lengths(tests);
        sizes(tests);
        windows(tests);
        masks(tests);
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT16}) {
            tests.add(dynamicTest("NaN and infinities in " + type, () -> numbersThatAreNone(type)));
            tests.add(dynamicTest("rows of −∞ in " + type, () -> rowsOfMinusInfinity(type)));
            tests.add(dynamicTest("rows of fewer in " + type, () -> rowsAmongFewer(type)));
        }
        return TestsAhead.of(tests);
    }

    /** Tiles have 8 to 64 rows and 64 columns; those of tensor cores 64 or 128 rows, and in gradients 32 columns. */
    private static void lengths(List<DynamicTest> tests) {
        int[][] lengths = {{1, 1}, {1, 65}, {16, 63}, {17, 1}, {33, 64}, {64, 65}, {65, 63}, {130, 129}};
        for (int[] l : lengths) {
            for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT16}) {
                tests.add(dynamicTest(type + " of lengths " + l[0] + ", " + l[1], () -> {
                    check(plain(8), operands(type, l[0], l[1], 8, 8));
                    check(causal(8), operands(type, l[0], l[1], 8, 8));
                }));
            }
        }
    }

    private static void sizes(List<DynamicTest> tests) {
        sizes(tests, DType.FLOAT32, new int[][] {{1, 3}, {33, 16}, {64, 80}, {100, 36}, {128, 128}, {160, 256}});
        sizes(tests, DType.FLOAT64, new int[][] {{2, 5}, {64, 64}, {130, 256}});
        sizes(tests, DType.FLOAT16, new int[][] {{1, 3}, {33, 20}, {64, 64}, {128, 128}, {136, 8}});
        sizes(tests, DType.BFLOAT16, new int[][] {{7, 2}, {16, 24}, {80, 40}});
    }

    private static void sizes(List<DynamicTest> tests, DType type, int[][] sizes) {
        for (int[] s : sizes) {
            tests.add(dynamicTest(
                    type + " of sizes " + s[0] + ", " + s[1],
                    () -> check(causal(s[0]), operands(type, 70, 66, s[0], s[1]))));
        }
    }

    /** How operands of shape [3, length, size] may lie. */
    private enum Window {
        TRANSPOSED(x -> x.mT().contiguous().mT()),
        SIDE_BY_SIDE(x -> x.permute(1, 0, 2).contiguous().permute(1, 0, 2)),
        SAME_FOR_ALL(x -> x.narrow(0, 0, 1).expand(x.shape())),
        OFF_BY_ONE(x -> Tensor.cat(2, x, x).narrow(2, 1, x.size(2))),
        PADDED(x -> Tensor.cat(2, x, x).narrow(2, 0, x.size(2)));

        final UnaryOperator<Tensor> change;

        Window(UnaryOperator<Tensor> change) {
            this.change = change;
        }
    }

    private static void windows(List<DynamicTest> tests) {
        for (Window window : Window.values()) {
            for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT16}) {
                tests.add(dynamicTest(
                        type + ", " + window, () -> check(plain(8), window.change, operands(type, 33, 35, 8, 8))));
            }
        }
    }

    private static Tensor mask(int n, int m) {
        return random(5, DType.FLOAT32, HEADS, n, m).gt(0.5);
    }

    /** With rows that see nothing, and keys that nobody sees. */
    private static Tensor someHidden(Tensor mask) {
        Tensor rows = Tensor.arange(mask.size(1)).remainder(7).ne(3).unsqueeze(1);
        Tensor keys = Tensor.arange(mask.size(2)).remainder(9).ne(4);
        return mask.logicalAnd(rows).logicalAnd(keys);
    }

    private static void masks(List<DynamicTest> tests) {
        for (DType type : new DType[] {DType.FLOAT32, DType.BFLOAT16}) {
            Tensor[] operands = operands(type, 35, 67, 8, 8);
            Tensor mask = someHidden(mask(35, 67));
            Tensor bias =
                    random(6, DType.FLOAT32, HEADS, 35, 67).maskedFill(mask.logicalNot(), Double.NEGATIVE_INFINITY);
            for (Attention op : new Attention[] {plain(8), causal(8)}) {
                tests.add(dynamicTest(type + ", " + op + ", mask", () -> check(op, and(operands, mask))));
                tests.add(dynamicTest(type + ", " + op + ", bias", () -> check(op, and(operands, bias))));
            }
            for (int axis = 0; axis < 3; axis++) {
                int same = axis;
                UnaryOperator<Tensor> window =
                        x -> x.dtype() == DType.BOOL ? x.narrow(same, 1, 1).expand(x.shape()) : x;
                tests.add(dynamicTest(
                        type + ", mask the same along axis " + axis,
                        () -> check(plain(8), window, and(operands, mask(35, 67)))));
            }
        }
    }

    /** NaN and infinities spread as they do in the decomposition: no tile is skipped here. */
    private static void numbersThatAreNone(DType type) {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int which = 0; which < 3; which++) {
                Tensor[] operands = operands(type, 20, 70, 8, 8);
                Tensor here = Tensor.arange(operands[which].numel()).eq(8 * 15 + 3);
                operands[which] = operands[which].maskedFill(here.reshape(operands[which].shape()), odd);
                check(plain(8), operands);
                check(plain(8), and(operands, someHidden(mask(20, 70))));
            }
        }
    }

    /** A row of −∞ alone is 0 if there is a mask, else NaN; a later tile may save it. */
    private static void rowsOfMinusInfinity(DType type) {
        Tensor ones = Tensor.full(1, HEADS, 3, 8).to(type);
        Tensor v = random(3, type, HEADS, 70, 8);
        for (int saved : new int[] {0, 5}) {
            Tensor late = Tensor.arange(70).ge(70 - saved).reshape(70, 1);
            Tensor k = Tensor.full(Double.NEGATIVE_INFINITY, HEADS, 70, 8)
                    .maskedFill(late, 1)
                    .to(type);
            check(plain(8), ones, k, v);
            check(plain(8), ones, k, v, mask(3, 70));
            check(causal(8), ones, k.narrow(1, 40, 30), v.narrow(1, 40, 30));
        }
    }

    /** Blocks of another number of rows do the same with each. */
    private static void rowsAmongFewer(DType type) {
        Tensor[] all = on(cuda, x -> x, operands(type, 130, 129, 8, 8));
        Tensor few = plain(8).apply(all[0].narrow(1, 0, 16), all[1], all[2])[0];
        Tensor same = plain(8).apply(all)[0].narrow(1, 0, 16);
        TensorAssert.assertThat(few.to(REFERENCE)).isCloseTo(same.to(REFERENCE), Tolerance.EXACT);
    }
}
