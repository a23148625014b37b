package io.github.autograd4j.testing;

import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** The ways in which the same elements can lie in memory. */
enum Layout {
    /** One after the other. */
    CONTIGUOUS {
        @Override
        boolean suits(Shape shape) {
            return true;
        }

        @Override
        Tensor place(Values values, Device device) {
            return values.on(device);
        }
    },
    /** The first axis runs fastest. */
    TRANSPOSED {
        @Override
        boolean suits(Shape shape) {
            return shape.rank() >= 2;
        }

        @Override
        Tensor place(Values values, Device device) {
            return values.permute(reversed(values.shape().rank())).on(device).t();
        }

        private int[] reversed(int rank) {
            return IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
        }
    },
    /** Every second element of a larger tensor along each axis, not starting at its first. */
    STEPPED {
        @Override
        boolean suits(Shape shape) {
            return shape.rank() >= 1;
        }

        @Override
        Tensor place(Values values, Device device) {
            long[] dims =
                    Arrays.stream(values.shape().toArray()).map(d -> 2 * d + 1).toArray();
            Values sparse = Values.generate(values.dtype(), Shape.of(dims), i -> {
                boolean filled = Arrays.stream(i).allMatch(k -> k % 2 == 1);
                return filled ? values.at(Arrays.stream(i).map(k -> k / 2).toArray()) : 77;
            });
            Tensor result = sparse.on(device);
            for (int axis = 0; axis < dims.length; axis++) {
                result = result.slice(axis, 1, dims[axis], 2);
            }
            return result;
        }
    },
    /** One element repeated along the first axis. */
    EXPANDED {
        @Override
        boolean suits(Shape shape) {
            return shape.rank() >= 1 && shape.dim(0) > 1;
        }

        @Override
        Values adapt(Values values) {
            return Values.generate(values.dtype(), values.shape(), i -> values.at(Oracles.with(i, 0, 0)));
        }

        @Override
        Tensor place(Values values, Device device) {
            long[] dims = values.shape().toArray();
            dims[0] = 1;
            return Values.generate(values.dtype(), Shape.of(dims), values::at)
                    .on(device)
                    .expand(values.shape());
        }
    };

    /** Whether this differs from others for a shape. */
    abstract boolean suits(Shape shape);

    /** Changes the elements into some that can lie so. */
    Values adapt(Values values) {
        return values;
    }

    /** Makes a tensor of adapted elements. */
    abstract Tensor place(Values values, Device device);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
