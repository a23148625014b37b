package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrenceGrad;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import io.github.autograd4j.op.SoftmaxGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;
import java.util.HashMap;
import java.util.Map;

/** The composites that have kernels of their own here, for float32 and float64. */
final class FusedKernels {
    private interface Factory<C> {
        /** A kernel for these operands, or null. */
        FusedKernel make(C composite, View[] inputs);
    }

    private final Map<Class<?>, Factory<?>> table = new HashMap<>();
    private final WorkerTeam team;
    private final Convolution<float[]> floats;
    private final Convolution<double[]> doubles;
    private final AttentionKernel<float[]> floatAttention;
    private final AttentionKernel<double[]> doubleAttention;
    private final SoftmaxKernel softmax;
    private final RecurrenceKernel<float[]> floatRecurrences;
    private final RecurrenceKernel<double[]> doubleRecurrences;
    private final CrossEntropyKernel entropy;
    private final NormalizeKernel norms;

    FusedKernels(KernelSet kernels, BlockMath math, WorkerTeam team) {
        this.team = team;
        floats = new Convolution<>(float[].class, kernels.floatGemm(), math, team);
        doubles = new Convolution<>(double[].class, kernels.doubleGemm(), math, team);
        floatAttention = new AttentionKernel<>(float[].class, kernels.floatGemm(), math, team);
        doubleAttention = new AttentionKernel<>(double[].class, kernels.doubleGemm(), math, team);
        softmax = new SoftmaxKernel(math, team);
        entropy = new CrossEntropyKernel(math, team);
        norms = new NormalizeKernel(math, team);
        floatRecurrences = new RecurrenceKernel<>(float[].class, kernels.floatGemm(), math, team);
        doubleRecurrences = new RecurrenceKernel<>(double[].class, kernels.doubleGemm(), math, team);
        put(Softmax.class, (op, in) -> softmax(false, op.axis(), in[0]));
        put(LogSoftmax.class, (op, in) -> softmax(true, op.axis(), in[0]));
        put(SoftmaxGrad.class, this::softmaxGrad);
        put(CrossEntropy.class, (op, in) -> areRows(op.axis(), in[0]) ? (x, y) -> entropy.forward(op, x, y) : null);
        put(
                CrossEntropyGrad.class,
                (op, in) -> areRows(op.of().axis(), in[1]) ? (x, y) -> entropy.backward(op.of(), x, y) : null);
        put(Normalize.class, (op, in) -> norms.forward(op.axisArray(), op.eps(), true, in[0]));
        put(RmsNormalize.class, (op, in) -> norms.forward(op.axisArray(), op.eps(), false, in[0]));
        put(
                NormalizeGrad.class,
                (op, in) -> norms.backward(op.axisArray(), op.eps(), op.centred(), in[0], in[1], in[2]));
        put(Attention.class, (op, in) -> (x, y) -> attention(x[0]).forward(op, x, y));
        put(AttentionGrad.class, (op, in) -> (x, y) -> attention(x[0]).backward(op.of(), x, y));
        put(Dropout.class, this::dropout);
        put(Conv.class, this::conv);
        put(ConvInputGrad.class, this::convInputGrad);
        put(ConvWeightGrad.class, this::convWeightGrad);
        put(MaxPool.class, this::maxPool);
        put(MaxPoolGrad.class, this::maxPoolGrad);
        put(Recurrence.class, (op, in) -> (x, y) -> recurrences(x[0]).forward(op, x, y));
        put(RecurrenceGrad.class, this::recurrenceGrad);
    }

    private <C extends Composite> void put(Class<C> type, Factory<C> factory) {
        table.put(type, factory);
    }

    /** A kernel for a composite, or null. */
    @SuppressWarnings("unchecked")
    FusedKernel find(Composite composite, View[] inputs) {
        Factory<?> factory = table.get(composite.getClass());
        return factory == null || !areAlike(inputs) ? null : ((Factory<Composite>) factory).make(composite, inputs);
    }

    /** Whether the floating operands are all float32 or all float64. */
    private static boolean areAlike(View... operands) {
        DType type = operands[0].dtype();
        boolean alike = type == DType.FLOAT32 || type == DType.FLOAT64;
        for (View operand : operands) {
            alike &= operand.dtype() == type || !operand.dtype().isFloating();
        }
        return alike;
    }

    /** Whether an axis is the last and its elements are neighbours. */
    private static boolean areRows(int axis, View x) {
        return axis == x.rank() - 1 && RowBlocks.areDense(x);
    }

    private FusedKernel softmax(boolean log, int axis, View x) {
        return areRows(axis, x) ? (in, out) -> softmax.forward(log, in[0], out[0]) : null;
    }

    private FusedKernel softmaxGrad(SoftmaxGrad op, View[] inputs) {
        return areRows(op.axis(), inputs[0]) && areRows(op.axis(), inputs[1])
                ? (in, out) -> softmax.backward(op.log(), in[0], in[1], out[0])
                : null;
    }

    private FusedKernel dropout(Dropout op, View[] inputs) {
        return inputs[0].isContiguous() ? (in, out) -> new DropoutKernel(op, in[0], out[0]).run(team) : null;
    }

    private Convolution<?> convolution(View x) {
        return x.dtype() == DType.FLOAT32 ? floats : doubles;
    }

    private AttentionKernel<?> attention(View x) {
        return x.dtype() == DType.FLOAT32 ? floatAttention : doubleAttention;
    }

    private FusedKernel conv(Conv op, View[] inputs) {
        ConvShape s = ConvShape.of(op, inputs[0], inputs[1]);
        return s == null ? null : (in, out) -> convolution(in[0]).forward(s, in[0], in[1], out[0]);
    }

    private FusedKernel convInputGrad(ConvInputGrad op, View[] inputs) {
        ConvShape s = ConvShape.of(op, inputs[0], inputs[1]);
        return s == null ? null : (in, out) -> convolution(in[0]).inputGrad(s, in[0], in[1], out[0]);
    }

    private FusedKernel convWeightGrad(ConvWeightGrad op, View[] inputs) {
        ConvShape s = ConvShape.of(op, inputs[0], inputs[1]);
        return s == null ? null : (in, out) -> convolution(in[0]).weightGrad(s, in[0], in[1], out[0]);
    }

    private FusedKernel maxPool(MaxPool op, View[] inputs) {
        View x = inputs[0];
        if (!x.isContiguous()) {
            return null;
        }
        ConvShape s = ConvShape.of(op, x);
        boolean known = s != null && s.seesImage();
        return known ? (in, out) -> MaxPoolKernel.forward(s, in[0], out[0], out[1], team) : null;
    }

    private FusedKernel maxPoolGrad(MaxPoolGrad op, View[] inputs) {
        return inputs[0].isContiguous() && inputs[1].isContiguous()
                ? (in, out) -> MaxPoolKernel.backward(in[0], in[1], out[0], team)
                : null;
    }

    private RecurrenceKernel<?> recurrences(View x) {
        return x.dtype() == DType.FLOAT32 ? floatRecurrences : doubleRecurrences;
    }

    private FusedKernel recurrenceGrad(RecurrenceGrad op, View[] inputs) {
        return op.isSecond(inputs.length)
                ? null
                : (in, out) -> recurrences(in[0]).backward(op, in, out);
    }
}
