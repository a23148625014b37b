package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An operation under test: how it is called, on what samples, and what is expected. Immutable; the methods that change
 * something return another case.
 *
 * <pre>{@code
 * OpCase.unary("exp", Tensor::exp).domain(-2, 2).reference(Math::exp)
 * }</pre>
 */
public final class OpCase {
    /** The four floating types. */
    public static final Set<DType> FLOATING = EnumSet.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64);
    /** The integer and floating types. */
    public static final Set<DType> NUMERIC = EnumSet.complementOf(EnumSet.of(DType.BOOL));
    /** All types. */
    public static final Set<DType> ALL = EnumSet.allOf(DType.class);

    /** Calls the operation. */
    @FunctionalInterface
    public interface Call {
        /**
         * Applies the operation.
         *
         * @param x the operands
         * @return the results
         */
        Tensor[] apply(Tensor[] x);
    }

    /** Computes what is expected, without the library. */
    @FunctionalInterface
    public interface Oracle {
        /**
         * Computes the results.
         *
         * @param x the operands
         * @param result the type stated by {@link #gives}, or that of the sample
         * @return the expected results, with their types
         */
        Values[] apply(Values[] x, DType result);
    }

    private static final Pattern SHAPE = Pattern.compile("\\[([0-9,]*)]");

    private final String name;
    private final String variant;
    private final Call call;
    private OpClass opClass = OpClass.COMPOUND;
    private List<Operand> operands;
    private List<List<Shape>> shapes;
    private Set<DType> dtypes = FLOATING;
    private Oracle oracle;
    private Function<DType, DType> result;
    private int orders = 2;
    private boolean elementwise;

    private OpCase(String name, String variant, Call call) {
        this.name = name;
        this.variant = variant;
        this.call = call;
    }

    private OpCase copy() {
        OpCase copy = new OpCase(name, variant, call);
        copy.opClass = opClass;
        copy.operands = operands;
        copy.shapes = shapes;
        copy.dtypes = dtypes;
        copy.oracle = oracle;
        copy.result = result;
        copy.orders = orders;
        copy.elementwise = elementwise;
        return copy;
    }

    /**
     * Starts a case of any number of operands and results.
     *
     * @param title the name of the operation, followed by arguments if there are some: {@code sum(axis 1)}
     * @param operandCount the number of tensor operands
     * @param call calls it
     * @param shapes samples: a shape for each operand, as {@code [2,3][3]}
     * @return the case
     */
    public static OpCase of(String title, int operandCount, Call call, String... shapes) {
        int end = title.indexOf('(');
        OpCase result =
                end < 0 ? new OpCase(title, "", call) : new OpCase(title.substring(0, end), title.substring(end), call);
        result.operands = Collections.nCopies(operandCount, Operand.ANY);
        return result.shapes(shapes);
    }

    /**
     * Starts a case of one operand and one result.
     *
     * @param title the name and arguments
     * @param call calls it
     * @param shapes samples; if there are none, shapes of all kinds, for element-wise operations
     * @return the case
     */
    public static OpCase unary(String title, Function<Tensor, Tensor> call, String... shapes) {
        String[] all = {"[]", "[1]", "[5]", "[2,3]", "[2,1,3]", "[0]", "[2,0,3]"};
        OpCase result = of(title, 1, x -> new Tensor[] {call.apply(x[0])}, shapes.length == 0 ? all : shapes);
        result.elementwise = shapes.length == 0;
        return result;
    }

    /**
     * Starts a case of two operands and one result.
     *
     * @param title the name and arguments
     * @param call calls it
     * @param shapes samples; if there are none, pairs that broadcast in all ways
     * @return the case
     */
    public static OpCase binary(String title, BiFunction<Tensor, Tensor, Tensor> call, String... shapes) {
        String[] all = {
            "[][]",
            "[4][4]",
            "[2,3][2,3]",
            "[2,3][3]",
            "[3][2,3]",
            "[2,1][1,3]",
            "[][4]",
            "[4][]",
            "[2,1,3][4,1]",
            "[0,3][3]",
            "[2,0][1,1]"
        };
        OpCase result = of(title, 2, x -> new Tensor[] {call.apply(x[0], x[1])}, shapes.length == 0 ? all : shapes);
        result.elementwise = shapes.length == 0;
        return result;
    }

    /**
     * Replaces the samples' shapes.
     *
     * @param texts for each sample a shape for each operand, as {@code [2,3][3]}
     * @return the case
     */
    public OpCase shapes(String... texts) {
        OpCase copy = copy();
        copy.elementwise = false;
        copy.shapes = new ArrayList<>();
        for (String text : texts) {
            List<Shape> sample = new ArrayList<>();
            for (Matcher matcher = SHAPE.matcher(text); matcher.find(); ) {
                String dims = matcher.group(1);
                sample.add(
                        dims.isEmpty()
                                ? Shape.SCALAR
                                : Shape.of(Pattern.compile(",")
                                        .splitAsStream(dims)
                                        .mapToLong(Long::parseLong)
                                        .toArray()));
            }
            if (sample.size() != operands.size()) {
                throw new IllegalArgumentException(title() + ": " + operands.size() + " shapes expected: " + text);
            }
            copy.shapes.add(List.copyOf(sample));
        }
        return copy;
    }

    /**
     * Says what the operands' values may be.
     *
     * @param low the least
     * @param high the largest
     * @param avoid points, such as kinks, that samples keep away from
     * @return the case
     */
    public OpCase domain(double low, double high, double... avoid) {
        OpCase copy = copy();
        Domain domain = new Domain(low, high, avoid);
        copy.operands = operands.stream().map(o -> o.in(domain)).collect(Collectors.toList());
        return copy;
    }

    /**
     * Says what the values of one operand may be.
     *
     * @param operand which
     * @param low the least
     * @param high the largest
     * @param avoid points that samples keep away from
     * @return the case
     */
    public OpCase domainOf(int operand, double low, double high, double... avoid) {
        return with(operand, operands.get(operand).in(new Domain(low, high, avoid)));
    }

    private OpCase with(int operand, Operand value) {
        OpCase copy = copy();
        copy.operands = new ArrayList<>(operands);
        copy.operands.set(operand, value);
        return copy;
    }

    /**
     * Makes an operand a position on an axis.
     *
     * @param operand which
     * @param size the size of the axis
     * @return the case
     */
    public OpCase index(int operand, int size) {
        return with(operand, Operand.index(size));
    }

    /**
     * Makes an operand a position on an axis, none of them twice.
     *
     * @param operand which
     * @return the case
     */
    public OpCase permutation(int operand) {
        return with(operand, new Operand(Operand.index(1).domain(), DType.INT64, true));
    }

    /**
     * Makes an operand bool whatever the type of the sample.
     *
     * @param operand which
     * @return the case
     */
    public OpCase mask(int operand) {
        return with(operand, Operand.bool());
    }

    /**
     * Keeps all elements of the first operand apart, because ties are kinks.
     *
     * @return the case
     */
    public OpCase distinct() {
        Operand first = operands.get(0);
        return with(0, new Operand(first.domain(), first.dtype(), true));
    }

    /**
     * Says for which types the operation is defined.
     *
     * @param types the types of samples
     * @return the case
     */
    public OpCase dtypes(Set<DType> types) {
        OpCase copy = copy();
        copy.dtypes = Set.copyOf(types);
        return copy;
    }

    /**
     * Says how exact results are.
     *
     * @param newClass the row of the tolerance table
     * @return the case
     */
    public OpCase as(OpClass newClass) {
        OpCase copy = copy();
        copy.opClass = newClass;
        return copy;
    }

    /**
     * States the type of the results, which {@link #reference} and the oracles use; without it it is the sample's.
     *
     * @param rule gives it from the type of the sample
     * @return the case
     */
    public OpCase gives(Function<DType, DType> rule) {
        OpCase copy = copy();
        copy.result = rule;
        return copy;
    }

    /**
     * States how often results can be differentiated with respect to the floating operands.
     *
     * @param number 0, 1, or 2 for any number
     * @return the case
     */
    public OpCase orders(int number) {
        OpCase copy = copy();
        copy.orders = number;
        return copy;
    }

    /**
     * Gives the truth for an operation on each element of one operand.
     *
     * @param function what is expected
     * @return the case
     */
    public OpCase reference(DoubleUnaryOperator function) {
        return typedOracle((x, result) -> x[0].map(result, function));
    }

    /**
     * Gives the truth for an operation on elements of two operands that broadcast.
     *
     * @param function what is expected
     * @return the case
     */
    public OpCase reference(DoubleBinaryOperator function) {
        return typedOracle((x, result) -> x[0].zip(result, x[1], function));
    }

    /**
     * Gives the truth for an operation of one result.
     *
     * @param function computes the expected result without the library
     * @return the case
     */
    public OpCase oracle(Function<Values[], Values> function) {
        return oracles((x, result) -> new Values[] {function.apply(x)});
    }

    /**
     * Gives the truth for an operation of one result.
     *
     * @param function computes the expected result without the library from the operands and the type of the result
     * @return the case
     */
    public OpCase typedOracle(BiFunction<Values[], DType, Values> function) {
        return oracles((x, result) -> new Values[] {function.apply(x, result)});
    }

    /**
     * Gives the truth.
     *
     * @param newOracle computes what is expected without the library
     * @return the case
     */
    public OpCase oracles(Oracle newOracle) {
        OpCase copy = copy();
        copy.oracle = newOracle;
        return copy;
    }

    /**
     * Returns the name of the operation.
     *
     * @return as users type it
     */
    public String name() {
        return name;
    }

    /**
     * Returns the name and the arguments.
     *
     * @return for example {@code sum(axis 1)}
     */
    public String title() {
        return name + variant;
    }

    /**
     * Returns the types for which the operation is defined.
     *
     * @return the types of samples
     */
    public Set<DType> dtypes() {
        return dtypes;
    }

    /**
     * Returns how often the operation can be differentiated.
     *
     * @return 0, 1, or 2 for any number
     */
    public int orders() {
        return orders;
    }

    /**
     * Applies the operation.
     *
     * @param x the operands
     * @return the results
     */
    public Tensor[] call(Tensor... x) {
        return call.apply(x);
    }

    /** Whether each result element is a function of one element of each operand. */
    boolean isElementwise() {
        return elementwise;
    }

    /** Whether operands may be any number, integers in particular any divisor or exponent. */
    boolean isTotal() {
        return operands.stream().allMatch(o -> o.dtype() == null && o.domain().equals(Operand.ANY.domain()));
    }

    OpClass opClass() {
        return opClass;
    }

    int operandCount() {
        return operands.size();
    }

    DType operandType(int operand, DType sampleType) {
        DType own = operands.get(operand).dtype();
        return own == null ? sampleType : own;
    }

    boolean hasOracle() {
        return oracle != null;
    }

    Values[] expected(DType sampleType, Values... x) {
        return oracle.apply(x, resultType(sampleType));
    }

    DType resultType(DType sampleType) {
        return result == null ? sampleType : result.apply(sampleType);
    }

    /** One set of operands. */
    record Sample(String shapes, Values[] operands) {}

    /** The samples of a type; always the same ones. */
    List<Sample> samples(DType dtype) {
        SplittableRandom random =
                new SplittableRandom(title().hashCode() * 31L + dtype.toString().hashCode());
        List<Sample> samples = new ArrayList<>();
        for (List<Shape> shape : shapes) {
            Values[] values = new Values[operands.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = operands.get(i).sample(random, dtype, shape.get(i));
            }
            String text = shape.stream().map(s -> s.toString().replace(" ", "")).collect(Collectors.joining("x"));
            samples.add(new Sample(text, values));
        }
        return samples;
    }

    @Override
    public String toString() {
        return title();
    }
}
