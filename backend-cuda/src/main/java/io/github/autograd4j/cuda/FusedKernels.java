package io.github.autograd4j.cuda;

import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import io.github.autograd4j.op.SoftmaxGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;
import java.util.HashMap;
import java.util.Map;

/** The composites that have kernels of their own. */
final class FusedKernels {
    private interface Factory<C> {
        /** A kernel for these operands, or null. */
        FusedKernel make(C composite, View[] inputs);
    }

    private final Map<Class<?>, Factory<?>> table = new HashMap<>();

    FusedKernels(Launcher launcher, IndexFaults faults, Convolutions convolutions) {
        RowKernels rows = new RowKernels(launcher, faults);
        NormKernels norms = new NormKernels(launcher);
        AttentionKernels attention = new AttentionKernels(launcher);
        WindowKernels windows = new WindowKernels(launcher);
        DropoutKernel dropout = new DropoutKernel(launcher);
        put(Dropout.class, (op, any) -> (in, out) -> dropout.run(op, in[0], out[0]));
        put(Softmax.class, (op, in) -> rows.softmax(false, op.axis(), in[0]));
        put(LogSoftmax.class, (op, in) -> rows.softmax(true, op.axis(), in[0]));
        put(SoftmaxGrad.class, norms::softmaxGrad);
        put(Normalize.class, (op, in) -> norms.normalize(op, in[0]));
        put(RmsNormalize.class, (op, in) -> norms.rmsNormalize(op, in[0]));
        put(NormalizeGrad.class, norms::normalizeGrad);
        put(CrossEntropy.class, rows::crossEntropy);
        put(CrossEntropyGrad.class, rows::crossEntropyGrad);
        put(Attention.class, attention::attention);
        put(AttentionGrad.class, attention::gradient);
        put(Conv.class, convolutions::conv);
        put(ConvInputGrad.class, convolutions::inputGrad);
        put(ConvWeightGrad.class, convolutions::weightGrad);
        put(MaxPool.class, (op, in) -> windows.maxPool(op, in[0]));
        put(MaxPoolGrad.class, (op, in) -> windows.maxPoolGrad(op));
    }

    private <C extends Composite> void put(Class<C> type, Factory<C> factory) {
        table.put(type, factory);
    }

    /** A kernel for a composite, or null. */
    @SuppressWarnings("unchecked")
    FusedKernel find(Composite composite, View[] inputs) {
        Factory<?> factory = table.get(composite.getClass());
        return factory == null ? null : ((Factory<Composite>) factory).make(composite, inputs);
    }
}
