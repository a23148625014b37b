package io.github.autograd4j.cpu;

import static io.github.autograd4j.cpu.TestViews.CPU;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Expr;
import io.github.autograd4j.op.Formula;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random types, shapes and layouts: whatever the fast roads do, the naive device does too. */
class AgainstReferenceTest {
    private static final DType[] TYPES = DType.values();
    private static final int CASES = 60;
    private static final Formula[] UNARY = {
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
        Formulas.LOGICAL_NOT,
        Formulas.SQUARE,
        Formulas.LOG_SIGMOID,
        Formulas.HARDSWISH
    };
    private static final Formula[] BINARY = {
        Formulas.ADD, Formulas.SUB, Formulas.MUL, Formulas.DIV, Formulas.MAXIMUM, Formulas.MINIMUM, Formulas.ATAN2,
        Formulas.EQ, Formulas.NE, Formulas.LT, Formulas.LE, Formulas.GT, Formulas.GE, Formulas.LOGICAL_AND,
        Formulas.LOGICAL_OR, Formulas.LOGICAL_XOR, Formulas.BCE_WITH_LOGITS, Formulas.MSE
    };
    private static final Formula[] SCALAR = {
        Formulas.ADD_SCALAR, Formulas.RSUB, Formulas.RDIV, Formulas.MUL_SCALAR, Formulas.GE_SCALAR,
        Formulas.CLAMP_MIN, Formulas.LEAKY_RELU, Formulas.ELU, Formulas.FLOOR_DIV_SCALAR, Formulas.REMAINDER_SCALAR
    };

    private static void assertSame(Twin result, double tolerance) {
        double[] actual = result.cpuValues();
        double[] expected = result.referenceValues();
        for (int i = 0; i < actual.length; i++) {
            double slack = result.dtype().isFloating() ? tolerance * (1 + Math.abs(expected[i])) : 0;
            boolean same = Double.compare(actual[i] + 0.0, expected[i] + 0.0) == 0
                    || Math.abs(actual[i] - expected[i]) <= slack && !Double.isInfinite(expected[i]);
            if (!same) {
                throw new AssertionError("element " + i + " is " + actual[i] + ", not " + expected[i]);
            }
        }
    }

    private static double tolerance(DType type) {
        return switch (type) {
            case FLOAT16 -> 2e-3;
            case BFLOAT16 -> 2e-2;
            case FLOAT32 -> 4e-6;
            default -> 1e-13;
        };
    }

    private static long[] shape(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> new long[0];
            case 1 -> new long[] {1 + random.nextInt(4)};
            case 2 -> new long[] {1 + random.nextInt(3000)};
            case 3 -> new long[] {1 + random.nextInt(4), 500 + random.nextInt(2200)};
            case 4 -> new long[] {500 + random.nextInt(1500), 1 + random.nextInt(4)};
            case 5 -> new long[] {1 + random.nextInt(9), 1 + random.nextInt(40), 1 + random.nextInt(9)};
            case 6 -> new long[] {1 + random.nextInt(4), 1 + random.nextInt(5), 1, 1 + random.nextInt(70)};
            default -> new long[] {1 + random.nextInt(60), 1 + random.nextInt(60)};
        };
    }

    private static double[] scalars(PointwiseProgram program, SplittableRandom random) {
        double[] scalars = new double[program.scalarCount()];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = 1 + random.nextInt(3);
        }
        return scalars;
    }

    private static <T> T any(SplittableRandom random, T[] from) {
        return from[random.nextInt(from.length)];
    }

    /** A program, or the derivative of one, and inputs for it. */
    private static PointwiseProgram program(SplittableRandom random, DType type) {
        DType other = any(random, TYPES);
        Formula formula = any(random, random.nextInt(3) == 0 ? UNARY : random.nextBoolean() ? BINARY : SCALAR);
        PointwiseProgram program =
                formula.arity() == 2 ? formula.bind(DType.promote(type, other), type, other) : formula.bind(type, type);
        if (program.outputType(0).isFloating() && type.isFloating() && random.nextBoolean()) {
            PointwiseProgram derivative = program.vjp(1, 1, 0).program();
            return derivative.outputCount() == 0 ? program : derivative;
        }
        return program;
    }

    private static Twin[] inputs(SplittableRandom random, PointwiseProgram program, long[] dims) {
        Twin[] inputs = new Twin[program.inputCount()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Twin.random(random, program.inputType(i), false, dims);
        }
        return inputs;
    }

    @ParameterizedTest
    @EnumSource
    void pointwise(DType type) {
        for (int seed = 0; seed < 6 * CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] dims = shape(random);
            PointwiseProgram program = program(random, type);
            Twin[] inputs = inputs(random, program, dims);
            DType outputType = program.outputType(0);
            Twin output =
                    random.nextBoolean() ? Twin.zeros(outputType, dims) : Twin.random(random, outputType, true, dims);
            double[] scalars = scalars(program, random);
            CPU.pointwise(program, scalars, Twin.cpu(inputs), Twin.cpu(output));
            Twin.REFERENCE.pointwise(program, scalars, Twin.reference(inputs), Twin.reference(output));
            try {
                assertSame(output, 4 * tolerance(outputType));
            } catch (AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + " " + program + Arrays.toString(scalars) + Arrays.toString(Twin.cpu(inputs)),
                        e);
            }
        }
    }

    /** A long row's constant is one element read again and again, and must not be overwritten by what it gives. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "INT32", "INT64"})
    void constantsOfRows(DType type) {
        Formula formula = Formula.of("deviation", Formula.Typing.PROMOTED, 3, 0, (x, s) -> {
            Expr d = x[1].apply(ScalarOp.SUB, x[0]);
            return d.mul(d).add(x[2].mul(x[1])).add(x[2]);
        });
        PointwiseProgram program = formula.bind(type, type, type, type);
        SplittableRandom random = new SplittableRandom(1);
        Twin[] inputs = new Twin[3];
        for (int i = 0; i < 3; i++) {
            Twin twin = Twin.of(elements(random, type, 4 * 1500), 4, 1500);
            View cpu = i == 0
                    ? twin.cpu()
                    : twin.cpu().slice(1, 0, 1, 1).expand(twin.cpu().shape());
            View reference = i == 0
                    ? twin.reference()
                    : twin.reference().slice(1, 0, 1, 1).expand(twin.cpu().shape());
            inputs[i] = new Twin(cpu, reference);
        }
        Twin output = Twin.zeros(type, 4, 1500);
        double[] none = {};
        CPU.pointwise(program, none, Twin.cpu(inputs), Twin.cpu(output));
        Twin.REFERENCE.pointwise(program, none, Twin.reference(inputs), Twin.reference(output));
        assertSame(output, 4 * tolerance(type));
        Twin sums = Twin.zeros(type.isFloating() ? type : DType.INT64, 4);
        int[] axes = {1};
        CPU.reduce(ReduceOp.SUM, program, none, Twin.cpu(inputs), axes, sums.cpu());
        Twin.REFERENCE.reduce(ReduceOp.SUM, program, none, Twin.reference(inputs), axes, sums.reference());
        assertSame(sums, 100 * tolerance(type));
    }

    private static HostArray elements(SplittableRandom random, DType type, int count) {
        HostArray data = HostArray.allocate(type, count);
        for (int i = 0; i < count; i++) {
            Cells.store(type, data.array(), i, Cells.fromDouble(type, random.nextInt(-3, 4)));
        }
        return data;
    }

    @ParameterizedTest
    @EnumSource
    void pointwiseInPlace(DType type) {
        for (int seed = 0; seed < 3 * CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] dims = shape(random);
            PointwiseProgram program = program(random, type);
            Twin[] inputs = inputs(random, program, dims);
            Twin output = null;
            for (int i = 0; i < inputs.length; i++) {
                if (inputs[i].dtype() == program.outputType(0)) {
                    inputs[i] = Twin.random(random, inputs[i].dtype(), true, dims);
                    output = inputs[i];
                }
            }
            if (output == null) {
                continue;
            }
            double[] scalars = scalars(program, random);
            CPU.pointwise(program, scalars, Twin.cpu(inputs), Twin.cpu(output));
            Twin.REFERENCE.pointwise(program, scalars, Twin.reference(inputs), Twin.reference(output));
            assertSame(output, 4 * tolerance(output.dtype()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reduce(DType type) {
        for (int seed = 0; seed < 4 * CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] dims = shape(random);
            if (dims.length == 0) {
                continue;
            }
            PointwiseProgram prologue = random.nextBoolean() ? null : program(random, type);
            Twin[] inputs = prologue == null
                    ? new Twin[] {Twin.random(random, type, false, dims)}
                    : inputs(random, prologue, dims);
            boolean[] reduced = new boolean[dims.length];
            reduced[random.nextInt(dims.length)] = true;
            for (int i = 0; i < dims.length; i++) {
                reduced[i] |= random.nextInt(3) == 0;
            }
            int[] axes = java.util.stream.IntStream.range(0, dims.length)
                    .filter(i -> reduced[i])
                    .toArray();
            long[] rest = java.util.stream.IntStream.range(0, dims.length)
                    .filter(i -> !reduced[i])
                    .mapToLong(i -> dims[i])
                    .toArray();
            ReduceOp op = any(random, ReduceOp.values());
            DType element = prologue == null ? type : prologue.outputType(0);
            boolean counts = (op == ReduceOp.SUM || op == ReduceOp.PROD) && !element.isFloating();
            Twin output = Twin.zeros(counts ? DType.INT64 : element, rest);
            double[] scalars = prologue == null ? new double[0] : scalars(prologue, random);
            CPU.reduce(op, prologue, scalars, Twin.cpu(inputs), axes, output.cpu());
            Twin.REFERENCE.reduce(op, prologue, scalars, Twin.reference(inputs), axes, output.reference());
            double terms = inputs[0].cpu().numel() / (double) output.cpu().numel();
            boolean overflows = op == ReduceOp.PROD && terms > 50;
            if (!overflows || counts) {
                try {
                    assertSame(output, tolerance(output.dtype()) * (op == ReduceOp.PROD ? 40 : 1 + terms / 10));
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "seed " + seed + " " + op + Arrays.toString(axes) + prologue
                                    + Arrays.toString(Twin.cpu(inputs)),
                            e);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void alongAnAxis(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] dims = shape(random);
            if (dims.length == 0) {
                continue;
            }
            int axis = random.nextInt(dims.length);
            Twin input = Twin.random(random, type, false, dims);
            ArgReduceOp arg = any(random, ArgReduceOp.values());
            Twin places = Twin.zeros(DType.INT64, drop(dims, axis));
            CPU.argReduce(arg, input.cpu(), axis, places.cpu());
            Twin.REFERENCE.argReduce(arg, input.reference(), axis, places.reference());
            assertSame(places, 0);

            Twin total = Twin.zeros(type.isFloating() ? type : DType.INT64, dims);
            ScanOp scan = dims[axis] < 50 ? any(random, ScanOp.values()) : ScanOp.SUM;
            CPU.scan(scan, input.cpu(), axis, total.cpu());
            Twin.REFERENCE.scan(scan, input.reference(), axis, total.reference());
            assertSame(total, tolerance(type) * 100);

            Twin sorted = Twin.zeros(type, dims);
            Twin order = Twin.zeros(DType.INT64, dims);
            boolean descending = random.nextBoolean();
            CPU.sort(input.cpu(), axis, descending, sorted.cpu(), order.cpu());
            Twin.REFERENCE.sort(input.reference(), axis, descending, sorted.reference(), order.reference());
            assertSame(sorted, 0);
            assertSame(order, 0);
        }
    }

    private static long[] drop(long[] dims, int axis) {
        int[] kept = Axes.without(dims.length, axis);
        return Arrays.stream(kept).mapToLong(i -> dims[i]).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void copiesAndIndexes(DType type) {
        for (int seed = 0; seed < 2 * CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] dims = shape(random);
            Twin from = Twin.random(random, type, false, dims);
            Twin to = Twin.random(random, type, true, dims);
            CPU.copy(from.cpu(), to.cpu());
            Twin.REFERENCE.copy(from.reference(), to.reference());
            assertSame(to, 0);
            Twin filled = Twin.random(random, type, true, dims);
            CPU.fill(2.7, filled.cpu());
            Twin.REFERENCE.fill(2.7, filled.reference());
            assertSame(filled, 0);
            if (dims.length == 0) {
                continue;
            }
            int axis = random.nextInt(dims.length);
            long[] chosen = dims.clone();
            chosen[axis] = 1 + random.nextInt(20);
            Twin index = index(random, axis, dims[axis], chosen);
            Twin picked = Twin.zeros(type, chosen);
            CPU.gather(from.cpu(), index.cpu(), axis, picked.cpu());
            Twin.REFERENCE.gather(from.reference(), index.reference(), axis, picked.reference());
            assertSame(picked, 0);
            Twin target = Twin.random(random, type, true, dims);
            Twin source = Twin.random(random, type, false, chosen);
            CPU.scatter(ScatterMode.ADD, source.cpu(), index.cpu(), axis, target.cpu());
            Twin.REFERENCE.scatter(ScatterMode.ADD, source.reference(), index.reference(), axis, target.reference());
            assertSame(target, 10 * tolerance(type));
        }
    }

    /** Positions that are sometimes the same along all other axes, as those of index_select are. */
    private static Twin index(SplittableRandom random, int axis, long size, long[] dims) {
        boolean same = random.nextBoolean();
        long[] stored = dims.clone();
        if (same) {
            Arrays.fill(stored, 1);
            stored[axis] = dims[axis];
        }
        int count = (int) io.github.autograd4j.Shape.of(stored).numel();
        HostArray data = HostArray.allocate(DType.INT64, count);
        for (int i = 0; i < count; i++) {
            ((long[]) data.array())[i] = random.nextLong(size);
        }
        Twin index = Twin.of(data, stored);
        io.github.autograd4j.Shape shape = io.github.autograd4j.Shape.of(dims);
        return new Twin(index.cpu().expand(shape), index.reference().expand(shape));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
    void matmul(DType type) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] batch = new long[random.nextInt(3)];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = 1 + random.nextInt(4);
            }
            long m = 1 + random.nextInt(30);
            long n = 1 + random.nextInt(30);
            long k = 1 + random.nextInt(30);
            Twin a = Twin.random(random, type, false, append(batch, m, k));
            Twin b = Twin.random(random, type, false, append(batch, k, n));
            HostArray zeros = HostArray.allocate(
                    type, (int) (io.github.autograd4j.Shape.of(batch).numel() * m * n));
            Twin c = Twin.of(zeros, append(batch, m, n));
            double alpha = 1 + random.nextInt(2);
            CPU.matmul(a.cpu(), b.cpu(), c.cpu(), alpha, 0);
            CPU.matmul(
                    b.cpu().permute(swapped(batch.length)),
                    a.cpu().permute(swapped(batch.length)),
                    TestViews.empty(type, append(batch, n, m)),
                    alpha,
                    0);
            Twin.REFERENCE.matmul(a.reference(), b.reference(), c.reference(), alpha, 0);
            assertSame(c, 30 * tolerance(type));
            CPU.matmul(a.cpu(), b.cpu(), c.cpu(), 1, 2);
            Twin.REFERENCE.matmul(a.reference(), b.reference(), c.reference(), 1, 2);
            assertSame(c, 60 * tolerance(type));
        }
    }

    private static long[] append(long[] batch, long rows, long columns) {
        long[] all = Arrays.copyOf(batch, batch.length + 2);
        all[batch.length] = rows;
        all[batch.length + 1] = columns;
        return all;
    }

    private static int[] swapped(int batch) {
        int[] order = Axes.first(batch + 2);
        order[batch] = batch + 1;
        order[batch + 1] = batch;
        return order;
    }

    @ParameterizedTest
    @EnumSource
    void random(DType type) {
        for (Distribution distribution : Distribution.values()) {
            boolean bits = type == DType.INT32 || type == DType.INT64;
            if (distribution == Distribution.BITS ? !bits : !type.isFloating()) {
                continue;
            }
            Twin output = Twin.zeros(type, 1001);
            CPU.random(distribution, 77L << 33 | 5, 0xFFFFFFF0L, output.cpu());
            Twin.REFERENCE.random(distribution, 77L << 33 | 5, 0xFFFFFFF0L, output.reference());
            assertSame(output, distribution == Distribution.NORMAL ? tolerance(type) : 0);
        }
    }
}
