package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrenceGrad;
import io.github.autograd4j.op.Softmax;
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
    private final SoftmaxKernel softmax;
    private final RecurrenceKernel<float[]> floatRecurrences;
    private final RecurrenceKernel<double[]> doubleRecurrences;

    FusedKernels(KernelSet kernels, BlockMath math, WorkerTeam team) {
        this.team = team;
        floats = new Convolution<>(float[].class, kernels.floatGemm(), math, team);
        doubles = new Convolution<>(double[].class, kernels.doubleGemm(), math, team);
        softmax = new SoftmaxKernel(math, team);
        floatRecurrences = new RecurrenceKernel<>(float[].class, kernels.floatGemm(), math, team);
        doubleRecurrences = new RecurrenceKernel<>(double[].class, kernels.doubleGemm(), math, team);
        put(Softmax.class, (op, in) -> softmax(false, op.axis(), in[0]));
        put(LogSoftmax.class, (op, in) -> softmax(true, op.axis(), in[0]));
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
        DType type = inputs[0].dtype();
        if (type != DType.FLOAT32 && type != DType.FLOAT64) {
            return null;
        }
        Factory<?> factory = table.get(composite.getClass());
        return factory == null ? null : ((Factory<Composite>) factory).make(composite, inputs);
    }

    private FusedKernel softmax(boolean log, int axis, View x) {
        int last = x.rank() - 1;
        if (axis != last || x.stride(last) != 1 && x.dim(last) != 1) {
            return null;
        }
        return (in, out) -> softmax.run(log, in[0], out[0]);
    }

    private Convolution<?> convolution(View x) {
        return x.dtype() == DType.FLOAT32 ? floats : doubles;
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
        boolean known = s != null && MaxPoolKernel.seesImage(s.rows()) && MaxPoolKernel.seesImage(s.columns());
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
