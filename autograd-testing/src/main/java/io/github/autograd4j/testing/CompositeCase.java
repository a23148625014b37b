package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrentCell;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import io.github.autograd4j.op.SoftmaxGrad;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A composite and the call that applies it: as far as the device has a kernel of its own for it, its decomposition is
 * another way to the same results.
 *
 * @param composite the operation
 * @param call applies it, and perhaps returns only its first results
 */
record CompositeCase(Composite composite, OpCase call) {
    /** Types that are also the types of statistics. */
    private static final Set<DType> WIDE = EnumSet.of(DType.FLOAT32, DType.FLOAT64);

    private static final String[] TWICE = {"[3,5][3,5]", "[2,3,4][2,3,4]", "[2,1031][2,1031]"};

    static List<CompositeCase> all() {
        List<CompositeCase> all = new ArrayList<>();
        all.addAll(rows());
        all.addAll(windows());
        all.addAll(classes());
        all.addAll(attention());
        all.add(thinned(new Dropout(0.25, 3L << 33 | 5, 0xFFFFFFFEL)));
        all.addAll(recurrence());
        return all;
    }

    private static List<CompositeCase> rows() {
        return List.of(
                new CompositeCase(new Softmax(1), find("softmax(axis 1)")),
                new CompositeCase(new LogSoftmax(1), find("logSoftmax(axis 1)")),
                new CompositeCase(new Softmax(0), softmax(0, "[3,1]", "[2,70,3]")),
                new CompositeCase(new Softmax(2), softmax(2, "[2,2,257]", "[1,3,33]")),
                new CompositeCase(new Normalize(List.of(1), 0.125), find("layerNorm(one axis)")),
                new CompositeCase(new Normalize(List.of(1, 2), 0.125), find("layerNorm(two axes)")),
                new CompositeCase(new Normalize(List.of(0, 2), 0.125), statistics(new Normalize(List.of(0, 2), 0.125))),
                new CompositeCase(new RmsNormalize(List.of(1), 0.125), statistics(new RmsNormalize(List.of(1), 0.125))),
                new CompositeCase(new SoftmaxGrad(1, false), op("axis 1", new SoftmaxGrad(1, false), 2, TWICE)),
                new CompositeCase(new SoftmaxGrad(1, true), op("axis 1", new SoftmaxGrad(1, true), 2, TWICE)),
                normalizeGrad(new NormalizeGrad(List.of(1), 0.125, true), "[3,5][3,5][3,1]", "[2,1031][2,1031][2,1]"),
                normalizeGrad(new NormalizeGrad(List.of(1), 0.125, false), "[3,5][3,5][3,1]", "[2,1031][2,1031][2,1]"),
                normalizeGrad(new NormalizeGrad(List.of(0, 2), 0.125, true), "[2,3,4][2,3,4][1,3,1]"));
    }

    private static OpCase statistics(Composite composite) {
        return op("with statistics", composite, 1, "[3,4,2]", "[2,1031,1]").as(OpClass.COMPOSITE);
    }

    private static CompositeCase normalizeGrad(NormalizeGrad op, String... shapes) {
        return new CompositeCase(op, op("", op, 3, shapes).domainOf(2, 0.5, 2).dtypes(WIDE));
    }

    /** Its counter passes 2³² on the way. */
    private static CompositeCase thinned(Dropout op) {
        return new CompositeCase(op, op("", op, 1, "[]", "[3,5]", "[2,1031]").as(OpClass.EXACT));
    }

    private static List<CompositeCase> windows() {
        return List.of(
                new CompositeCase(
                        new Conv(Geometry.of(2, 2, 1, 2), 1), find("conv2d(stride 2, padding 1, dilation 2)")),
                new CompositeCase(new Conv(Geometry.of(2, 1, 1, 1), 2), find("conv2d(depthwise)")),
                new CompositeCase(
                        new Conv(Geometry.of(1, 2, 1, 2), 1), find("conv1d(stride 2, padding 1, dilation 2)")),
                new CompositeCase(
                        new ConvInputGrad(Geometry.of(2, 2, 1, 1), 2, List.of(4L, 5L)),
                        find("convTranspose2d(stride 2, groups 2)")),
                new CompositeCase(new MaxPool(Geometry.of(2, 1, 1, 2), List.of(2L, 2L)), find("maxPool(indices)")));
    }

    private static List<CompositeCase> classes() {
        CrossEntropy plain = new CrossEntropy(1, -100, 0);
        CrossEntropy all = new CrossEntropy(1, 1, 0.25);
        String[] shapes = {"[3,5][3]", "[2,5,3][2,3]", "[2,1,2][2,2]", "[2,1031][2]"};
        String[] grads = {"[3][3,5][3][3]", "[2,3][2,5,3][2,3][2,3]", "[2][2,1031][2][2]"};
        String[] weightedGrads = {"[3][3,5][3][3][5]", "[2,3][2,5,3][2,3][2,3][5]"};
        return List.of(
                new CompositeCase(plain, op("plain", plain, 2, shapes).index(1, 1)),
                new CompositeCase(
                        all,
                        op("smoothed", all, 2, shapes[0], shapes[1], shapes[3]).index(1, 5)),
                new CompositeCase(
                        all,
                        weighted(all, "[3,5][3][5]", "[2,5,3][2,3][5]")
                                .index(1, 5)
                                .dtypes(WIDE)),
                new CompositeCase(
                        new CrossEntropyGrad(plain),
                        op("plain", new CrossEntropyGrad(plain), 4, grads)
                                .index(2, 5)
                                .dtypes(WIDE)),
                new CompositeCase(
                        new CrossEntropyGrad(all),
                        op("smoothed", new CrossEntropyGrad(all), 4, grads)
                                .index(2, 5)
                                .dtypes(WIDE)),
                new CompositeCase(
                        new CrossEntropyGrad(all),
                        op("weighted", new CrossEntropyGrad(all), 5, weightedGrads)
                                .index(2, 5)
                                .dtypes(WIDE)));
    }

    private static List<CompositeCase> attention() {
        Attention plain = new Attention(0.5, false);
        Attention causal = new Attention(0.5, true);
        String[] shapes = {"[3,4][5,4][5,2]", "[2,1,2,1][2,1,3,1][2,1,3,2]", "[1,35,8][1,70,8][1,70,5]"};
        String[] masked = {"[3,4][5,4][5,2][3,5]", "[2,3,4][2,6,4][2,6,2][2,3,6]"};
        String[] grads = {"[3,2][3,4][5,4][5,2][3][3]", "[1,35,5][1,35,8][1,70,8][1,70,5][1,35][1,35]"};
        String[] maskedGrads = {"[2,3,2][2,3,4][2,6,4][2,6,2][2,3][2,3][2,3,6]"};
        return List.of(
                new CompositeCase(plain, op("plain", plain, 3, shapes)),
                new CompositeCase(causal, op("causal", causal, 3, shapes)),
                new CompositeCase(plain, op("masked", plain, 4, masked).mask(3)),
                new CompositeCase(
                        causal, op("causal, masked", causal, 4, masked).mask(3)),
                new CompositeCase(plain, added(plain, masked)),
                attentionGrad(plain, 6, grads),
                attentionGrad(causal, 6, grads),
                new CompositeCase(
                        new AttentionGrad(causal),
                        op("masked", new AttentionGrad(causal), 7, maskedGrads)
                                .domain(-1, 1)
                                .mask(6)
                                .dtypes(WIDE)));
    }

    private static List<CompositeCase> recurrence() {
        return List.of(
                recurrence("rnn", RecurrentCell.RNN_TANH, false, "[3,2,2][2,2][2,2][2]", "[2,8,33][33,33][8,33][33]"),
                recurrence(
                        "rnn(relu)", RecurrentCell.RNN_RELU, true, "[3,2,2][2,2][2,2][2]", "[2,8,33][33,33][8,33][33]"),
                recurrence(
                        "lstm",
                        RecurrentCell.LSTM,
                        false,
                        "[3,2,8][8,2][2,2][2,2][8]",
                        "[2,7,68][68,17][7,17][7,17][68]"),
                recurrence("lstm(reverse)", RecurrentCell.LSTM, true, "[3,2,8][8,2][2,2][2,2][8]"),
                recurrence("gru", RecurrentCell.GRU, false, "[3,2,6][6,2][2,2][6]", "[2,7,51][51,17][7,17][51]"),
                recurrence("gru(reverse)", RecurrentCell.GRU, true, "[3,2,6][6,2][2,2][6]"));
    }

    private static CompositeCase recurrence(String title, RecurrentCell cell, boolean reverse, String... shapes) {
        return new CompositeCase(new Recurrence(cell, reverse, true), RecurrenceCases.of(title, cell, reverse, shapes));
    }

    private static CompositeCase attentionGrad(Attention of, int operands, String... shapes) {
        AttentionGrad op = new AttentionGrad(of);
        String title = of.causal() ? "causal" : "plain";
        return new CompositeCase(
                op, op(title, op, operands, shapes).domain(-1, 1).dtypes(WIDE));
    }

    /** An operation has no gradient with respect to a mask. */
    private static OpCase added(Attention op, String... shapes) {
        return OpCase.of(op.name() + "(added)", 4, x -> op.apply(x[0], x[1], x[2], x[3].detach()), shapes)
                .as(OpClass.REDUCTION)
                .dtypes(WIDE);
    }

    /** Weights of classes have no gradient. */
    private static OpCase weighted(CrossEntropy op, String... shapes) {
        return OpCase.of("crossEntropy(weighted)", 3, x -> op.apply(x[0], x[1], x[2].detach()), shapes)
                .as(OpClass.REDUCTION);
    }

    /** A composite applied to its operands, with all of its results. */
    private static OpCase op(String title, Composite composite, int operands, String... shapes) {
        return OpCase.of(composite.name() + "(" + title + ")", operands, composite::apply, shapes)
                .as(OpClass.REDUCTION);
    }

    private static OpCase softmax(int axis, String... shapes) {
        return OpCase.of("softmax(axis " + axis + ")", 1, x -> new Tensor[] {x[0].softmax(axis)}, shapes)
                .as(OpClass.REDUCTION);
    }

    private static OpCase find(String title) {
        return OpCases.all().stream()
                .filter(c -> c.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no case " + title));
    }
}
