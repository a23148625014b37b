package io.github.autograd4j;

import io.github.autograd4j.autodiff.Transfers;
import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.spi.HostArray;
import java.lang.reflect.Array;

/** Tensors from Java arrays. */
final class Factories {
    private Factories() {}

    static Tensor of(Object array, Shape shape) {
        return of(array, shape, Device.current());
    }

    private static Tensor of(Object array, Shape shape, Device device) {
        int length = Array.getLength(array);
        if (shape.numel() != length) {
            throw new ShapeException("of: " + length + " values do not fit into " + shape);
        }
        Object carrier = array instanceof boolean[] flags ? bytes(flags) : array;
        return Transfers.upload(new HostArray(dtype(array), carrier, 0, length), shape, device);
    }

    private static DType dtype(Object array) {
        if (array instanceof float[]) {
            return DType.FLOAT32;
        } else if (array instanceof double[]) {
            return DType.FLOAT64;
        } else if (array instanceof int[]) {
            return DType.INT32;
        } else if (array instanceof long[]) {
            return DType.INT64;
        } else if (array instanceof boolean[]) {
            return DType.BOOL;
        } else if (array instanceof byte[]) {
            return DType.UINT8;
        }
        throw new DTypeException("of: no tensors of " + array.getClass().getSimpleName());
    }

    private static byte[] bytes(boolean[] flags) {
        byte[] bytes = new byte[flags.length];
        for (int i = 0; i < flags.length; i++) {
            bytes[i] = (byte) (flags[i] ? 1 : 0);
        }
        return bytes;
    }

    static Tensor nested(Object array) {
        int rank = 0;
        Class<?> type = array.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
            rank++;
        }
        if (rank == 0 || !type.isPrimitive()) {
            throw new DTypeException(
                    "ofNested: no tensors of " + array.getClass().getSimpleName());
        }
        long[] dims = new long[rank];
        Object level = array;
        for (int i = 0; i < rank; i++) {
            dims[i] = Array.getLength(level);
            level = dims[i] == 0 || i == rank - 1 ? Array.newInstance(type, 0) : Array.get(level, 0);
            if (dims[i] == 0) {
                break;
            }
        }
        Shape shape = Shape.of(dims);
        Object flat = Array.newInstance(type, Math.toIntExact(shape.numel()));
        copy(array, 0, dims, flat, 0);
        return of(flat, shape);
    }

    private static int copy(Object from, int axis, long[] dims, Object flat, int at) {
        int length = from == null ? -1 : Array.getLength(from);
        if (length != dims[axis]) {
            throw new ShapeException("ofNested: not rectangular: an array along axis " + axis + " has " + length
                    + " elements, not " + dims[axis]);
        }
        if (axis == dims.length - 1) {
            System.arraycopy(from, 0, flat, at, length);
            return at + length;
        }
        int next = at;
        for (int i = 0; i < length; i++) {
            next = copy(Array.get(from, i), axis + 1, dims, flat, next);
        }
        return next;
    }

    static Tensor arange(double start, double end, double step, DType dtype, Device device) {
        double count = Math.ceil((end - start) / step);
        if (!(count <= Integer.MAX_VALUE - 8) || step == 0) {
            throw new ShapeException("arange: from " + start + " to " + end + " by " + step);
        }
        if (!dtype.isFloating() && (start != Math.rint(start) || step != Math.rint(step))) {
            throw new DTypeException("arange: from " + start + " by " + step + " are no integers for " + dtype);
        }
        int n = (int) Math.max(0, count);
        return n > 0 && Devices.runtime(device).managed()
                ? Scope.tidy(() -> counted(start, n, step, dtype, device))
                : listed(start, n, step, dtype, device);
    }

    /** Counts on the device, so that nothing is copied to it. */
    @SuppressWarnings("try")
    private static Tensor counted(double start, long n, double step, DType dtype, Device device) {
        try (Restore ignored = Autograd.noGrad()) {
            Tensor one = Tensor.ones(Shape.of(1), DType.INT64, device);
            Tensor index = one.expand(Shape.of(n)).cumsum(0);
            if (step == 1 && !dtype.isFloating()) {
                return index.add(start - 1).to(dtype);
            }
            Tensor steps = dtype.isFloating() ? index.sub(1).to(DType.FLOAT64) : index.sub(1);
            return steps.mul(step).add(start).to(dtype);
        }
    }

    private static Tensor listed(double start, int n, double step, DType dtype, Device device) {
        if (dtype.isFloating()) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = start + i * step;
            }
            return of(values, Shape.of(n), device).to(dtype);
        }
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = (long) start + i * (long) step;
        }
        return of(values, Shape.of(n), device).to(dtype);
    }

    static Tensor linspace(double start, double end, long n) {
        if (n < 0) {
            throw new ShapeException("linspace: " + n + " numbers");
        }
        float[] values = new float[Math.toIntExact(n)];
        for (int i = 0; i < values.length; i++) {
            // From both ends, so that both are exact.
            double step = n > 1 ? (end - start) / (n - 1) : 0;
            values[i] = (float) (i < n / 2 || n == 1 ? start + i * step : end - (n - 1 - i) * step);
        }
        return of(values, Shape.of(n));
    }
}
