package io.github.autograd4j.autodiff;

import static io.github.autograd4j.autodiff.VjpTable.def;
import static io.github.autograd4j.autodiff.VjpTable.defMany;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.Conv;
import io.github.autograd4j.op.ConvInputGrad;
import io.github.autograd4j.op.ConvWeightGrad;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.Softmax;
import io.github.autograd4j.op.SoftmaxGrad;
import java.util.Arrays;
import java.util.List;

/** Rules of composites; those without one are differentiated through their decomposition. */
final class CompositeVjps {
    private CompositeVjps() {}

    static void define() {
        def(
                Softmax.class,
                VjpTable.<Softmax>to((g, c) -> Dispatcher.apply(new SoftmaxGrad(c.op().axis(), false), g, c.out(0)))
                        .savingOut(0));
        def(
                LogSoftmax.class,
                VjpTable.<LogSoftmax>to((g, c) -> Dispatcher.apply(new SoftmaxGrad(c.op().axis(), true), g, c.out(0)))
                        .savingOut(0));
        def(Dropout.class, VjpTable.<Dropout>to((g, c) -> Dispatcher.apply(c.op(), g)));
        def(Attention.class, new AttentionRule());
        def(Recurrence.class, new RecurrenceRule());
        defMany(
                CrossEntropy.class,
                2,
                VjpTable.<CrossEntropy>to(CompositeVjps::crossEntropy)
                        .saving(0, 1, 2)
                        .savingOut(1),
                VjpTable.none(),
                VjpTable.undefined());
        def(
                MaxPool.class,
                VjpTable.<MaxPool>to((g, c) -> Dispatcher.apply(new MaxPoolGrad(c.op(), c.shape()), g, c.out(1)))
                        .savingOut(1));
        def(MaxPoolGrad.class, VjpTable.<MaxPoolGrad>to(CompositeVjps::picked).saving(1), VjpTable.none());
        defMany(
                Normalize.class,
                3,
                VjpTable.<Normalize>to(CompositeVjps::normalize).savingOut(0, 2));
        defMany(
                RmsNormalize.class,
                2,
                VjpTable.<RmsNormalize>to(CompositeVjps::rmsNormalize).savingOut(0, 1));
        def(
                Conv.class,
                VjpTable.<Conv>to((g, c) -> inputGrad(c.op().geometry(), c.op().groups(), g, c.in(1), c.shape()))
                        .saving(1),
                VjpTable.<Conv>to((g, c) -> weightGrad(c.op().geometry(), c.op().groups(), c.in(0), g, c.shape()))
                        .saving(0));
        def(
                ConvInputGrad.class,
                VjpTable.<ConvInputGrad>to((g, c) -> conv(c.op().geometry(), c.op().groups(), g, c.in(1)))
                        .saving(1),
                VjpTable.<ConvInputGrad>to(
                                (g, c) -> weightGrad(c.op().geometry(), c.op().groups(), g, c.in(0), c.shape()))
                        .saving(0));
        def(
                ConvWeightGrad.class,
                VjpTable.<ConvWeightGrad>to(
                                (g, c) -> inputGrad(c.op().geometry(), c.op().groups(), c.in(1), g, c.shape()))
                        .saving(1),
                VjpTable.<ConvWeightGrad>to((g, c) -> conv(c.op().geometry(), c.op().groups(), c.in(0), g))
                        .saving(0));
    }

    // Convolution is linear in each operand: its derivatives are convolutions of one of three kinds.

    private static Tensor conv(Geometry geometry, int groups, Tensor image, Tensor weights) {
        return Dispatcher.apply(new Conv(geometry, groups), image, weights);
    }

    private static Tensor inputGrad(Geometry geometry, int groups, Tensor g, Tensor weights, Shape image) {
        return Dispatcher.apply(new ConvInputGrad(geometry, groups, spatial(image)), g, weights);
    }

    private static Tensor weightGrad(Geometry geometry, int groups, Tensor image, Tensor g, Shape weights) {
        return Dispatcher.apply(new ConvWeightGrad(geometry, groups, spatial(weights)), image, g);
    }

    private static List<Long> spatial(Shape shape) {
        return Arrays.stream(shape.toArray()).skip(2).boxed().toList();
    }

    private static Tensor picked(Tensor g, Context<MaxPoolGrad> c) {
        Tensor index = c.in(1);
        return g.flatten(2, -1).gather(2, index.flatten(2, -1)).reshape(index.shape());
    }

    private static Tensor normalize(Tensor g, Context<Normalize> c) {
        List<Integer> axes = c.op().axes();
        Tensor gradient = g == null ? null : normalizeGrad(axes, c.op().eps(), true, g, c.out(0), c.out(2));
        if (c.g(1) != null) {
            gradient =
                    plus(gradient, c.g(1).div(Normalize.count(axes, c.shape())).expand(c.shape()));
        }
        return c.g(2) == null ? gradient : plus(gradient, ofSquare(axes, c.op().eps(), c.g(2), c.out(0), c.out(2)));
    }

    private static Tensor rmsNormalize(Tensor g, Context<RmsNormalize> c) {
        List<Integer> axes = c.op().axes();
        Tensor gradient = g == null ? null : normalizeGrad(axes, c.op().eps(), false, g, c.out(0), c.out(1));
        return c.g(1) == null ? gradient : plus(gradient, ofSquare(axes, c.op().eps(), c.g(1), c.out(0), c.out(1)));
    }

    private static Tensor normalizeGrad(
            List<Integer> axes, double eps, boolean centred, Tensor g, Tensor y, Tensor variance) {
        return Dispatcher.apply(new NormalizeGrad(axes, eps, centred), g, y, variance);
    }

    /** The gradient of the variance, or the mean square: 2/n·g·y·√(variance + ε). */
    private static Tensor ofSquare(List<Integer> axes, double eps, Tensor g, Tensor y, Tensor variance) {
        Tensor r = variance.add(eps).rsqrt();
        return g.mul(y).div(r.mul(Normalize.count(axes, y.shape()) / 2));
    }

    private static Tensor plus(Tensor a, Tensor b) {
        return a == null ? b : a.add(b);
    }

    /** The losses' part is an operation of its own; that of l = ln Σ eˣ is g·e^(x − l). */
    private static Tensor crossEntropy(Tensor g, Context<CrossEntropy> c) {
        Tensor x = c.in(0);
        Tensor l = c.out(1);
        Tensor gradient = null;
        if (g != null) {
            Op op = new CrossEntropyGrad(c.op());
            gradient = c.arity() > 2
                    ? Dispatcher.apply(op, g, x, c.in(1), l, c.in(2))
                    : Dispatcher.apply(op, g, x, c.in(1), l);
        }
        if (c.g(1) == null) {
            return gradient;
        }
        int axis = c.op().axis();
        return plus(
                gradient, c.g(1).unsqueeze(axis).mul(x.sub(l.unsqueeze(axis)).exp()));
    }
}
