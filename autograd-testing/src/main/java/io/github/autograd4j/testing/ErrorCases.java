package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Device;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.ArrayList;
import java.util.List;

/** What users do wrong, and what they are told. */
final class ErrorCases {
    private ErrorCases() {}

    private static Tensor f(Device device, long... dims) {
        return Tensor.ones(Shape.of(dims), DType.FLOAT32, device);
    }

    private static Tensor i(Device device, long... dims) {
        return Tensor.ones(Shape.of(dims), DType.INT64, device);
    }

    private static Tensor leaf(Device device, long... dims) {
        return f(device, dims).requiresGrad(true);
    }

    static List<ErrorCase> all() {
        List<ErrorCase> all = new ArrayList<>();
        all.addAll(shapes());
        all.addAll(types());
        all.addAll(graphs());
        return all;
    }

    private static ErrorCase shape(String name, String message, ErrorCase.Call call) {
        return new ErrorCase(name, ShapeException.class, message, call);
    }

    private static List<ErrorCase> shapes() {
        return List.of(
                shape(
                        "add of shapes that do not broadcast",
                        "add: cannot broadcast float32[2, 3] with float32[4] (axis -1: 3 vs 4)",
                        d -> f(d, 2, 3).add(f(d, 4))),
                shape(
                        "where of shapes that do not broadcast",
                        "where: cannot broadcast ",
                        d -> Tensor.where(f(d, 2), f(d, 3), f(d, 2))),
                shape(
                        "matmul of different inner sizes",
                        "matmul: inner dimensions differ: float32[2, 3] and float32[4, 5] (3 vs 4)",
                        d -> f(d, 2, 3).matmul(f(d, 4, 5))),
                shape("matmul of a scalar", "matmul: ", d -> f(d).matmul(f(d, 2))),
                shape("matmul of batches that do not broadcast", "matmul: cannot broadcast the leading axes", d -> f(
                                d, 2, 1, 3)
                        .matmul(f(d, 3, 3, 1))),
                shape("bmm of matrices", "bmm: expected ranks 3 and 3", d -> f(d, 2, 3)
                        .bmm(f(d, 3, 2))),
                shape("dot of matrices", "dot: expected ranks 1 and 1", d -> f(d, 2, 2)
                        .dot(f(d, 2, 2))),
                shape(
                        "reshape to another number of elements",
                        "reshape: float32[2, 3] does not fit into [4] (6 vs 4 elements)",
                        d -> f(d, 2, 3).reshape(4)),
                shape("reshape to what does not divide", "reshape: ", d -> f(d, 2, 3)
                        .reshape(4, -1)),
                shape("permute with an axis twice", "permute: ", d -> f(d, 2, 3).permute(0, 0)),
                shape("an axis that is not there", "", d -> f(d, 2, 3).sum(2)),
                shape("an axis twice", "", d -> f(d, 2, 3).sum(0, -2)),
                shape("expand that is no broadcast", "expand: ", d -> f(d, 2, 3).expand(2, 4)),
                shape("narrow beyond the end", "slice: ", d -> f(d, 5).narrow(0, 3, 3)),
                shape("unfold of a large window", "unfold: ", d -> f(d, 3).unfold(0, 4, 1)),
                shape(
                        "cat of different shapes",
                        "cat: shapes differ beside axis 0: float32[2, 3] and float32[2, 4]",
                        d -> Tensor.cat(0, f(d, 2, 3), f(d, 2, 4))),
                shape("stack of different shapes", "", d -> Tensor.stack(0, f(d, 2), f(d, 3))),
                shape("amax of nothing", "amax: no elements", d -> f(d, 0, 2).amax(0)),
                shape("argmax of nothing", "argmax: no elements", d -> f(d, 2, 0)
                        .argmax(1)),
                shape("gather of another rank", "gather: the index does not fit", d -> f(d, 2, 3)
                        .gather(0, i(d, 2))),
                shape("item of several", "item: expected one element, got float32[2]", d -> f(d, 2).item()),
                shape("tril of a vector", "tril: ", d -> f(d, 3).tril(0)),
                shape(
                        "conv2d of too few channels",
                        "conv2d: channels do not fit",
                        d -> Functional.conv2d(f(d, 1, 2, 4, 4), f(d, 1, 3, 2, 2), null)),
                shape(
                        "conv2d of a small image",
                        "conv2d: a window of ",
                        d -> Functional.conv2d(f(d, 1, 1, 2, 2), f(d, 1, 1, 3, 3), null)),
                shape(
                        "layerNorm of other sizes",
                        "layerNorm: ",
                        d -> Functional.layerNorm(f(d, 2, 3), new long[] {2}, null, null, 1e-5)),
                shape(
                        "batchNorm of one value",
                        "batchNorm: expected more than one value per channel",
                        d -> Functional.batchNorm(f(d, 1, 2), null, null, null, null, true, 0.1, 1e-5)),
                shape(
                        "crossEntropy of other classes",
                        "crossEntropy: classes ",
                        d -> Functional.crossEntropy(f(d, 2, 3), i(d, 3))),
                shape("einsum of different sizes", "einsum: ", d -> Tensor.einsum("ij,jk->ik", f(d, 2, 3), f(d, 4, 5))),
                shape("einsum of another rank", "einsum: ", d -> Tensor.einsum("ij->ji", f(d, 2))),
                new ErrorCase("select beyond the end", IndexException.class, "select: index 3 is out of range", d -> f(
                                d, 3).select(0, 3)));
    }

    private static List<ErrorCase> types() {
        return List.of(
                new ErrorCase(
                        "mean of integers",
                        DTypeException.class,
                        "mean: expected a floating type, got int64[2]",
                        d -> i(d, 2).mean()),
                new ErrorCase(
                        "var of integers", DTypeException.class, "var: expected a floating type", d -> i(d, 2).var()),
                new ErrorCase("softmax of integers", DTypeException.class, "softmax: expected a floating type", d -> i(
                                d, 2).softmax(0)),
                new ErrorCase(
                        "a floating index",
                        DTypeException.class,
                        "gather: the index must be of an integer type",
                        d -> f(d, 2).gather(0, f(d, 2))),
                new ErrorCase(
                        "conv2d of two types",
                        DTypeException.class,
                        "conv2d: expected one floating type",
                        d -> Functional.conv2d(
                                f(d, 1, 1, 2, 2), f(d, 1, 1, 1, 1).to(DType.FLOAT64), null)),
                new ErrorCase(
                        "an unknown type",
                        DTypeException.class,
                        "dtype: unknown type: float31",
                        d -> DType.parse("float31")));
    }

    private static ErrorCase graph(String name, String message, ErrorCase.Call call) {
        return new ErrorCase(name, GraphException.class, message, call);
    }

    private static List<ErrorCase> graphs() {
        return List.of(
                graph(
                        "backward of several elements",
                        "backward: float32[2] has more than one element",
                        d -> run(leaf(d, 2).mul(2.0))),
                graph(
                        "backward of what was not recorded",
                        "backward: float32[] was not recorded",
                        d -> run(f(d).mul(2.0))),
                graph("a second backward", "", d -> {
                    Tensor loss = leaf(d, 2).square().sum();
                    loss.backward();
                    return run(loss);
                }),
                graph(
                        "gradients of integers",
                        "requiresGrad: only floating-point tensors have gradients, got int64[2]",
                        d -> i(d, 2).requiresGrad(true)),
                graph("requiresGrad of a result", "requiresGrad: only leaves", d -> leaf(d, 2)
                        .mul(2.0)
                        .requiresGrad(false)),
                graph(
                        "an unused input",
                        "grad: input 0, float32[2], was not used",
                        d -> Autograd.grad(leaf(d, 2).sum(), leaf(d, 2))),
                graph(
                        "an input without gradients",
                        "grad: input 0, float32[2], does not require gradients",
                        d -> Autograd.grad(leaf(d, 2).sum(), f(d, 2))),
                graph("a leaf that changes in place while recording", "mulAssign: ", d -> {
                    leaf(d, 2).mulAssign(2);
                    return null;
                }),
                graph("a result that changes in place", "mulAssign: ", d -> {
                    leaf(d, 2).mul(2.0).mulAssign(2);
                    return null;
                }),
                graph("a saved tensor that was changed", "", d -> {
                    Tensor x = f(d, 2);
                    Tensor loss = leaf(d, 2).mul(x).sum();
                    x.mulAssign(2);
                    return run(loss);
                }),
                graph("a saved tensor that was changed through a view", "", d -> {
                    Tensor x = f(d, 2, 2);
                    Tensor loss = leaf(d, 2, 2).mul(x).sum();
                    x.detach().fillAssign(3);
                    return run(loss);
                }),
                new ErrorCase("a closed tensor", IllegalStateException.class, "add: float32[2] was closed", d -> {
                    Tensor x = f(d, 2);
                    x.close();
                    return x.add(1.0);
                }));
    }

    private static Object run(Tensor loss) {
        loss.backward();
        return null;
    }
}
