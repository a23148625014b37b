package io.github.autograd4j;

import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.op.Gather;
import io.github.autograd4j.op.IndexAdd;
import io.github.autograd4j.op.IndexSelect;
import io.github.autograd4j.op.Scatter;
import io.github.autograd4j.op.Sort;
import io.github.autograd4j.spi.ScatterMode;
import java.util.ArrayList;
import java.util.List;

/** Indexing by tensors, reduced to the four primitive operations. */
final class Indexing {
    /** A position that is in no axis. */
    private static final long OUTSIDE = -1;

    private Indexing() {}

    private static Tensor integers(String name, Tensor index) {
        if (index.dtype().category() != DType.Category.INTEGER) {
            throw new DTypeException(name + ": the index must be of an integer type, got " + index.describe());
        }
        return index.to(DType.INT64);
    }

    static Tensor gather(Tensor x, int axis, Tensor index) {
        if (x.rank() == 0) {
            return gather(x.reshape(1), axis, index.rank() == 0 ? index.reshape(1) : index)
                    .reshape(index.shape());
        }
        return Dispatcher.apply(new Gather(x.shape().axis(axis)), x, integers("gather", index));
    }

    static Tensor takeAlongDim(Tensor x, Tensor index, int axis) {
        int at = x.shape().axis(axis);
        if (index.rank() != x.rank()) {
            throw new ShapeException("takeAlongDim: ranks differ: " + x.describe() + " and " + index.describe());
        }
        long[] wide = x.shape().toArray();
        wide[at] = index.size(at);
        return gather(x, at, index.expand(Shape.of(wide)));
    }

    static Tensor scatter(ScatterMode mode, Tensor x, int axis, Tensor index, Tensor source) {
        return Dispatcher.apply(new Scatter(mode, x.shape().axis(axis)), x, integers("scatter", index), source);
    }

    static Tensor indexSelect(Tensor x, int axis, Tensor index) {
        return Dispatcher.apply(new IndexSelect(x.shape().axis(axis)), x, integers("indexSelect", index));
    }

    static Tensor indexAdd(Tensor x, int axis, Tensor index, Tensor source) {
        return Dispatcher.apply(new IndexAdd(x.shape().axis(axis)), x, integers("indexAdd", index), source);
    }

    /** Merges the indexed axes into one and the indices into positions along it. */
    static Tensor index(Tensor x, Tensor... indices) {
        List<Tensor> parts = new ArrayList<>(); // one for each axis, null for a whole one
        for (Tensor index : indices) {
            if (index != null && index.dtype() == DType.BOOL) {
                checkMask(x, index, parts.size());
                parts.addAll(nonzero(index).unbind(1));
            } else {
                parts.add(index == null ? null : integers("index", index));
            }
        }
        if (parts.size() > x.rank()) {
            throw new ShapeException("index: " + parts.size() + " indices for " + x.describe());
        }
        List<Integer> indexed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) != null) {
                indexed.add(i);
            }
        }
        if (indexed.isEmpty()) {
            return x;
        }
        boolean adjacent = indexed.get(indexed.size() - 1) - indexed.get(0) == indexed.size() - 1;
        int place = adjacent ? indexed.get(0) : 0; // as NumPy: apart, the result's axes come first
        int[] order = new int[x.rank()];
        int at = 0;
        for (int i = 0; i < x.rank(); i++) {
            if (at == place) {
                for (int axis : indexed) {
                    order[at++] = axis;
                }
            }
            if (!indexed.contains(i)) {
                order[at++] = i;
            }
        }
        Tensor moved = x.permute(order);
        Shape shape = parts.get(indexed.get(0)).shape();
        Tensor flatIndex = null;
        for (int axis : indexed) {
            Tensor part = parts.get(axis);
            Shape common = Shape.broadcast(shape, part.shape());
            if (common == null) {
                throw new ShapeException("index: indices do not broadcast: " + shape + " and " + part.shape());
            }
            shape = common;
            long size = x.size(axis);
            Tensor positive = wrapped(part, size);
            flatIndex = flatIndex == null ? positive : merged(flatIndex, positive, size);
        }
        Tensor flat = moved.flatten(place, place + indexed.size() - 1);
        try {
            return unmerged(flat.indexSelect(place, flatIndex.expand(shape).reshape(-1)), place, shape);
        } catch (IndexException e) {
            throw new IndexException(
                    "index: an index is out of range for " + x.describe() + " (" + e.getMessage() + ")");
        }
    }

    private static Tensor unmerged(Tensor picked, int place, Shape shape) {
        long[] dims = new long[picked.rank() - 1 + shape.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = i < place
                    ? picked.size(i)
                    : i < place + shape.rank() ? shape.dim(i - place) : picked.size(i - shape.rank() + 1);
        }
        return picked.reshape(Shape.of(dims));
    }

    /** Negative indices count from the end. */
    private static Tensor wrapped(Tensor index, long size) {
        return Tensor.where(index.lt(0), index.add(size), index);
    }

    /** Positions along several axes as one. One that is out of range along its axis is so along the merged axis, too. */
    private static Tensor merged(Tensor before, Tensor index, long size) {
        Tensor outside = index.lt(0).logicalOr(index.ge(size)).logicalOr(before.lt(0));
        return before.mul(size).add(index).maskedFill(outside, OUTSIDE);
    }

    private static void checkMask(Tensor x, Tensor mask, int axis) {
        if (mask.rank() == 0) {
            throw new ShapeException("index: a mask needs at least one axis, got " + mask.describe());
        }
        for (int i = 0; i < mask.rank(); i++) {
            if (axis + i >= x.rank() || mask.size(i) != x.size(axis + i)) {
                throw new ShapeException(
                        "index: the mask " + mask.describe() + " does not fit " + x.describe() + " from axis " + axis);
            }
        }
    }

    static Tensor maskedSelect(Tensor x, Tensor mask) {
        Shape shape = Shape.broadcast(x.shape(), mask.shape());
        if (shape == null) {
            throw new ShapeException("maskedSelect: cannot broadcast " + x.describe() + " with " + mask.describe());
        }
        Tensor where = nonzero(mask.expand(shape).reshape(-1)).reshape(-1);
        return x.expand(shape).reshape(-1).indexSelect(0, where);
    }

    static Tensor nonzero(Tensor x) {
        boolean[] flags = x.toBooleanArray();
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        int rank = x.rank();
        long[] positions = new long[Math.multiplyExact(count, rank)];
        int at = 0;
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                long rest = i;
                for (int axis = 0; axis < rank; axis++) {
                    positions[at++] = rest / x.shape().contiguousStride(axis);
                    rest %= x.shape().contiguousStride(axis);
                }
            }
        }
        return Tensor.of(positions, count, rank).to(x.device());
    }

    static Indexed sort(Tensor x, int axis, boolean descending) {
        if (x.rank() == 0) {
            return new Indexed(x.copy(), Tensor.zeros(x.shape(), DType.INT64, x.device()));
        }
        Tensor[] results = Dispatcher.applyAll(new Sort(x.shape().axis(axis), descending), x);
        return new Indexed(results[0], results[1]);
    }

    static Indexed topk(Tensor x, long k, int axis, boolean largest) {
        if (x.rank() == 0) {
            return sort(x, axis, largest);
        }
        if (k < 0 || k > x.size(axis)) {
            throw new ShapeException("topk: " + k + " of axis " + axis + " of " + x.describe());
        }
        Indexed sorted = sort(x, axis, largest);
        return new Indexed(sorted.values().narrow(axis, 0, k), sorted.indices().narrow(axis, 0, k));
    }

    static Tensor oneHot(Tensor x, long classes) {
        Tensor index = integers("oneHot", x);
        long[] dims = java.util.Arrays.copyOf(index.shape().toArray(), index.rank() + 1);
        dims[index.rank()] = classes;
        Tensor zeros = Tensor.zeros(Shape.of(dims), DType.INT64, x.device());
        if (index.numel() == 0) {
            return zeros;
        }
        Tensor at = index.unsqueeze(-1);
        try {
            return scatter(ScatterMode.SET, zeros, -1, at, at.onesLike());
        } catch (IndexException e) {
            throw new IndexException("oneHot: a class is out of range for " + classes + " classes: " + x.describe()
                    + " (" + e.getMessage() + ")");
        }
    }
}
