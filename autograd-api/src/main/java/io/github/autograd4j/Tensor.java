package io.github.autograd4j;

import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.autodiff.Elementwise;
import io.github.autograd4j.autodiff.InPlace;
import io.github.autograd4j.autodiff.TensorImpl;
import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.op.Copy;
import io.github.autograd4j.op.Diagonal;
import io.github.autograd4j.op.Embed;
import io.github.autograd4j.op.Expand;
import io.github.autograd4j.op.Fill;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.Reshape;
import io.github.autograd4j.op.Scan;
import io.github.autograd4j.op.Slice;
import io.github.autograd4j.op.Transfer;
import io.github.autograd4j.op.Unfold;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A multi-dimensional array of one element type on one device; the handle that users hold.
 *
 * <p>Operations never change their operands: they return new tensors, some of them views of the same memory. What is
 * done with a tensor that {@linkplain #requiresGrad(boolean) requires gradients} is recorded, so that {@link
 * #backward()} and {@link Autograd} can differentiate it, to any order. Only parameters and buffers change in place
 * ({@link #assign} and its kin); in-place operations on intermediate results do not exist.
 *
 * <p>Names, broadcasting, promotion and conventions at kinks are PyTorch's. Axes may be negative, counting from the
 * last. Tensors may be used by several threads.
 */
public abstract sealed class Tensor implements TensorSpec, AutoCloseable permits TensorImpl {
    /** Only the library makes tensors. */
    protected Tensor() {}

    /**
     * Returns a float32 tensor of 0s on the current device.
     *
     * @param dims the sizes
     * @return the tensor
     */
    public static Tensor zeros(long... dims) {
        return full(Shape.of(dims), 0, DType.FLOAT32, Device.current());
    }

    /**
     * Returns a tensor of 0s on the current device.
     *
     * @param dtype the element type
     * @param dims the sizes
     * @return the tensor
     */
    public static Tensor zeros(DType dtype, long... dims) {
        return full(Shape.of(dims), 0, dtype, Device.current());
    }

    /**
     * Returns a tensor of 0s.
     *
     * @param shape the shape
     * @param dtype the element type
     * @param device where it is
     * @return the tensor
     */
    public static Tensor zeros(Shape shape, DType dtype, Device device) {
        return full(shape, 0, dtype, device);
    }

    /**
     * Returns a tensor of 0s of this tensor's shape and type, on its device.
     *
     * @return the tensor
     */
    public Tensor zerosLike() {
        return full(shape(), 0, dtype(), device());
    }

    /**
     * Returns a float32 tensor of 1s on the current device.
     *
     * @param dims the sizes
     * @return the tensor
     */
    public static Tensor ones(long... dims) {
        return full(Shape.of(dims), 1, DType.FLOAT32, Device.current());
    }

    /**
     * Returns a tensor of 1s on the current device.
     *
     * @param dtype the element type
     * @param dims the sizes
     * @return the tensor
     */
    public static Tensor ones(DType dtype, long... dims) {
        return full(Shape.of(dims), 1, dtype, Device.current());
    }

    /**
     * Returns a tensor of 1s.
     *
     * @param shape the shape
     * @param dtype the element type
     * @param device where it is
     * @return the tensor
     */
    public static Tensor ones(Shape shape, DType dtype, Device device) {
        return full(shape, 1, dtype, device);
    }

    /**
     * Returns a tensor of 1s of this tensor's shape and type, on its device.
     *
     * @return the tensor
     */
    public Tensor onesLike() {
        return full(shape(), 1, dtype(), device());
    }

    /**
     * Returns a tensor of one value.
     *
     * @param shape the shape
     * @param value the value of every element
     * @param dtype the element type
     * @param device where it is
     * @return the tensor
     */
    public static Tensor full(Shape shape, double value, DType dtype, Device device) {
        return Dispatcher.create(new Fill(value, dtype, shape), Devices.runtime(device));
    }

    /**
     * Returns a float32 tensor of one value on the current device.
     *
     * @param value the value of every element
     * @param dims the sizes
     * @return the tensor
     */
    public static Tensor full(double value, long... dims) {
        return full(Shape.of(dims), value, DType.FLOAT32, Device.current());
    }

    /**
     * Returns a tensor of one value of this tensor's shape and type, on its device.
     *
     * @param value the value of every element
     * @return the tensor
     */
    public Tensor fullLike(double value) {
        return full(shape(), value, dtype(), device());
    }

    /**
     * Returns a float32 tensor of rank 0 on the current device.
     *
     * @param value its element
     * @return the tensor
     */
    public static Tensor scalar(float value) {
        return Factories.of(new float[] {value}, Shape.SCALAR);
    }

    /**
     * Returns a float64 tensor of rank 0 on the current device.
     *
     * @param value its element
     * @return the tensor
     */
    public static Tensor scalar(double value) {
        return Factories.of(new double[] {value}, Shape.SCALAR);
    }

    /**
     * Returns a int32 tensor of rank 0 on the current device.
     *
     * @param value its element
     * @return the tensor
     */
    public static Tensor scalar(int value) {
        return Factories.of(new int[] {value}, Shape.SCALAR);
    }

    /**
     * Returns a int64 tensor of rank 0 on the current device.
     *
     * @param value its element
     * @return the tensor
     */
    public static Tensor scalar(long value) {
        return Factories.of(new long[] {value}, Shape.SCALAR);
    }

    /**
     * Returns a bool tensor of rank 0 on the current device.
     *
     * @param value its element
     * @return the tensor
     */
    public static Tensor scalar(boolean value) {
        return Factories.of(new boolean[] {value}, Shape.SCALAR);
    }

    /**
     * Returns a float32 tensor of rank 1 on the current device.
     *
     * @param values its elements, copied
     * @return the tensor
     */
    public static Tensor of(float... values) {
        return Factories.of(values, Shape.of(values.length));
    }

    /**
     * Returns a float32 tensor on the current device.
     *
     * @param values its elements in row-major order, copied
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of values
     */
    public static Tensor of(float[] values, long... dims) {
        return Factories.of(values, Shape.of(dims));
    }

    /**
     * Returns a float64 tensor of rank 1 on the current device.
     *
     * @param values its elements, copied
     * @return the tensor
     */
    public static Tensor of(double... values) {
        return Factories.of(values, Shape.of(values.length));
    }

    /**
     * Returns a float64 tensor on the current device.
     *
     * @param values its elements in row-major order, copied
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of values
     */
    public static Tensor of(double[] values, long... dims) {
        return Factories.of(values, Shape.of(dims));
    }

    /**
     * Returns a int32 tensor of rank 1 on the current device.
     *
     * @param values its elements, copied
     * @return the tensor
     */
    public static Tensor of(int... values) {
        return Factories.of(values, Shape.of(values.length));
    }

    /**
     * Returns a int32 tensor on the current device.
     *
     * @param values its elements in row-major order, copied
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of values
     */
    public static Tensor of(int[] values, long... dims) {
        return Factories.of(values, Shape.of(dims));
    }

    /**
     * Returns a int64 tensor of rank 1 on the current device.
     *
     * @param values its elements, copied
     * @return the tensor
     */
    public static Tensor of(long... values) {
        return Factories.of(values, Shape.of(values.length));
    }

    /**
     * Returns a int64 tensor on the current device.
     *
     * @param values its elements in row-major order, copied
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of values
     */
    public static Tensor of(long[] values, long... dims) {
        return Factories.of(values, Shape.of(dims));
    }

    /**
     * Returns a bool tensor of rank 1 on the current device.
     *
     * @param values its elements, copied
     * @return the tensor
     */
    public static Tensor of(boolean... values) {
        return Factories.of(values, Shape.of(values.length));
    }

    /**
     * Returns a bool tensor on the current device.
     *
     * @param values its elements in row-major order, copied
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of values
     */
    public static Tensor of(boolean[] values, long... dims) {
        return Factories.of(values, Shape.of(dims));
    }

    /**
     * Returns a float32 matrix on the current device.
     *
     * @param rows its rows, all of one length, copied
     * @return the tensor
     * @throws ShapeException if the rows differ in length
     */
    public static Tensor of(float[][] rows) {
        return Factories.nested(rows);
    }

    /**
     * Returns a float64 matrix on the current device.
     *
     * @param rows its rows, all of one length, copied
     * @return the tensor
     * @throws ShapeException if the rows differ in length
     */
    public static Tensor of(double[][] rows) {
        return Factories.nested(rows);
    }

    /**
     * Returns a int32 matrix on the current device.
     *
     * @param rows its rows, all of one length, copied
     * @return the tensor
     * @throws ShapeException if the rows differ in length
     */
    public static Tensor of(int[][] rows) {
        return Factories.nested(rows);
    }

    /**
     * Returns a int64 matrix on the current device.
     *
     * @param rows its rows, all of one length, copied
     * @return the tensor
     * @throws ShapeException if the rows differ in length
     */
    public static Tensor of(long[][] rows) {
        return Factories.nested(rows);
    }

    /**
     * Returns a bool matrix on the current device.
     *
     * @param rows its rows, all of one length, copied
     * @return the tensor
     * @throws ShapeException if the rows differ in length
     */
    public static Tensor of(boolean[][] rows) {
        return Factories.nested(rows);
    }

    /**
     * Returns a tensor of a nested array of any depth on the current device.
     *
     * @param array an array of (arrays of …) float, double, int, long or boolean, rectangular, copied
     * @return the tensor
     * @throws ShapeException if the array is not rectangular
     */
    public static Tensor ofNested(Object array) {
        return Factories.nested(array);
    }

    /**
     * Returns a float32 tensor of the remaining elements of a buffer on the current device.
     *
     * @param buffer the elements in row-major order, copied; its position stays
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of elements
     */
    public static Tensor of(java.nio.FloatBuffer buffer, long... dims) {
        float[] values = new float[buffer.remaining()];
        buffer.duplicate().get(values);
        return of(values, dims);
    }

    /**
     * Returns a float64 tensor of the remaining elements of a buffer on the current device.
     *
     * @param buffer the elements in row-major order, copied; its position stays
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of elements
     */
    public static Tensor of(java.nio.DoubleBuffer buffer, long... dims) {
        double[] values = new double[buffer.remaining()];
        buffer.duplicate().get(values);
        return of(values, dims);
    }

    /**
     * Returns a int32 tensor of the remaining elements of a buffer on the current device.
     *
     * @param buffer the elements in row-major order, copied; its position stays
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of elements
     */
    public static Tensor of(java.nio.IntBuffer buffer, long... dims) {
        int[] values = new int[buffer.remaining()];
        buffer.duplicate().get(values);
        return of(values, dims);
    }

    /**
     * Returns a int64 tensor of the remaining elements of a buffer on the current device.
     *
     * @param buffer the elements in row-major order, copied; its position stays
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of elements
     */
    public static Tensor of(java.nio.LongBuffer buffer, long... dims) {
        long[] values = new long[buffer.remaining()];
        buffer.duplicate().get(values);
        return of(values, dims);
    }

    /**
     * Returns a uint8 tensor of the remaining bytes of a buffer on the current device.
     *
     * @param buffer the elements in row-major order, copied; its position stays
     * @param dims the sizes
     * @return the tensor
     * @throws ShapeException if the sizes do not multiply to the number of bytes
     */
    public static Tensor of(java.nio.ByteBuffer buffer, long... dims) {
        byte[] values = new byte[buffer.remaining()];
        buffer.duplicate().get(values);
        return Factories.of(values, Shape.of(dims));
    }

    /**
     * Returns the integers from 0 to n − 1 on the current device.
     *
     * @param n how many
     * @return the int64 tensor
     */
    public static Tensor arange(long n) {
        return arange(0, n, 1, DType.INT64);
    }

    /**
     * Returns the numbers start, start + step, … below end (above it if the step is negative) on the current device.
     *
     * @param start the first
     * @param end where to stop
     * @param step the distance, not 0
     * @param dtype the element type
     * @return the tensor of ⌈(end − start)/step⌉ elements
     */
    public static Tensor arange(double start, double end, double step, DType dtype) {
        return arange(start, end, step, dtype, Device.current());
    }

    /**
     * Returns the numbers start, start + step, … below end (above it if the step is negative). A device with memory of
     * its own counts itself; nothing is copied to it.
     *
     * @param start the first
     * @param end where to stop
     * @param step the distance, not 0
     * @param dtype the element type
     * @param device where
     * @return the tensor of ⌈(end − start)/step⌉ elements
     */
    public static Tensor arange(double start, double end, double step, DType dtype, Device device) {
        return Factories.arange(start, end, step, dtype, device);
    }

    /**
     * Returns evenly spaced numbers on the current device.
     *
     * @param start the first
     * @param end the last
     * @param n how many
     * @return the float32 tensor
     */
    public static Tensor linspace(double start, double end, long n) {
        return Factories.linspace(start, end, n);
    }

    /**
     * Returns an identity matrix on the current device.
     *
     * @param n rows and columns
     * @return the float32 tensor
     */
    public static Tensor eye(long n) {
        return eye(n, n, DType.FLOAT32, Device.current());
    }

    /**
     * Returns a matrix with 1 on its diagonal and 0 elsewhere.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param dtype the element type
     * @param device where it is
     * @return the tensor
     */
    public static Tensor eye(long rows, long columns, DType dtype, Device device) {
        Tensor diagonal = ones(Shape.of(Math.min(rows, columns)), dtype, device);
        return Dispatcher.apply(new Embed(new Diagonal(0, 0, 1), Shape.of(rows, columns), 0), diagonal);
    }

    /**
     * Returns uniform numbers of [0, 1) of the global generator on the current device.
     *
     * @param dims the sizes
     * @return the float32 tensor
     */
    public static Tensor rand(long... dims) {
        return Rng.global().rand(dims);
    }

    /**
     * Returns uniform numbers of [0, 1) of the global generator, of this tensor's shape and type, on its device.
     *
     * @return the tensor
     */
    public Tensor randLike() {
        return Rng.global().rand(shape(), dtype(), device());
    }

    /**
     * Returns normal numbers of mean 0 and variance 1 of the global generator on the current device.
     *
     * @param dims the sizes
     * @return the float32 tensor
     */
    public static Tensor randn(long... dims) {
        return Rng.global().randn(dims);
    }

    /**
     * Returns normal numbers of mean 0 and variance 1 of the global generator, of this tensor's shape and type, on its device.
     *
     * @return the tensor
     */
    public Tensor randnLike() {
        return Rng.global().randn(shape(), dtype(), device());
    }

    /**
     * Returns uniform integers of the global generator on the current device.
     *
     * @param low the smallest
     * @param high one more than the largest
     * @param dims the sizes
     * @return the int64 tensor
     */
    public static Tensor randint(long low, long high, long... dims) {
        return Rng.global().randint(low, high, dims);
    }

    /**
     * Returns a random order of the global generator on the current device.
     *
     * @param n how many
     * @return the int64 tensor of the integers from 0 to n − 1
     */
    public static Tensor randperm(long n) {
        return Rng.global().randperm(n);
    }

    /**
     * Returns the distance in elements between neighbours along each axis.
     *
     * @return the strides; 0 where elements repeat
     */
    public abstract long[] strides();

    /**
     * Tells whether the elements lie one after the other in row-major order.
     *
     * @return true if contiguous
     */
    public abstract boolean isContiguous();

    /**
     * Returns where the elements are.
     *
     * @return the device
     */
    public abstract Device device();

    /**
     * Tells whether this handle was closed, by {@link #close()} or with its {@link Scope}.
     *
     * @return true if it cannot be used any more
     */
    public abstract boolean isClosed();

    /**
     * Gives the handle up: on devices with managed memory, the memory is free when its last view and the graphs that
     * saved it are gone. Closing twice does nothing.
     */
    @Override
    public abstract void close();

    /**
     * Returns the number of axes.
     *
     * @return the rank
     */
    public int rank() {
        return shape().rank();
    }

    /**
     * Returns the number of elements.
     *
     * @return the product of the sizes
     */
    public long numel() {
        return shape().numel();
    }

    /**
     * Returns the size along an axis.
     *
     * @param axis the axis; negative counts from the last
     * @return its size
     */
    public long size(int axis) {
        return shape().dim(axis);
    }

    /**
     * Tells whether operations on this tensor are recorded: it is a leaf that was told so, or the result of such.
     *
     * @return true if gradients flow to it
     */
    public abstract boolean requiresGrad();

    /**
     * Makes a leaf require gradients, or not.
     *
     * @param requires whether to record what is done with it
     * @return this
     * @throws GraphException if it is not a leaf, or not of a floating type
     */
    public abstract Tensor requiresGrad(boolean requires);

    /**
     * Tells whether this was made by the user rather than by a recorded operation.
     *
     * @return true for leaves, and for whatever needs no gradient
     */
    public abstract boolean isLeaf();

    /**
     * Returns what made this tensor.
     *
     * @return the recorded operation, or null for a leaf
     */
    public abstract GradFn gradFn();

    /**
     * Returns the gradient accumulated so far.
     *
     * @return a handle of the gradient, or null before the first backward pass; only leaves and {@linkplain #retainGrad()
     *     retaining} tensors have one. A leaf's gradient outlives scopes and is given up by {@link #zeroGrad()}; the handle
     *     is the caller's, like any other tensor
     */
    public abstract Tensor grad();

    /**
     * Replaces the gradient of a leaf.
     *
     * @param grad the new gradient, of this spec, or null for none
     */
    public abstract void setGrad(Tensor grad);

    /**
     * Forgets the gradient of a leaf.
     */
    public void zeroGrad() {
        setGrad(null);
    }

    /**
     * Calls a function with the gradient when a backward pass has it complete.
     *
     * @param hook gets the gradient; what it returns, of the same spec, replaces it, null leaves it
     * @return what removes the hook, on whichever thread
     * @throws GraphException if this does not require gradients
     */
    public abstract Restore registerHook(UnaryOperator<Tensor> hook);

    /**
     * Makes an intermediate result keep its gradient in {@link #grad()}.
     *
     * @return this
     */
    public abstract Tensor retainGrad();

    /**
     * Returns the same elements without the graph; the memory is shared.
     *
     * @return a leaf that requires no gradient
     */
    public abstract Tensor detach();

    /**
     * Differentiates this scalar: adds its gradient with respect to each leaf to the leaf's {@link #grad()}, and frees the
     * graph.
     *
     * @throws GraphException if this has more than one element, was not recorded, or was differentiated already
     */
    public void backward() {
        Autograd.backward(this, null, false);
    }

    /**
     * Differentiates this tensor with a cotangent.
     *
     * @param cotangent the gradient of what is to be differentiated with respect to this tensor, of its spec
     */
    public void backward(Tensor cotangent) {
        Autograd.backward(this, cotangent, false);
    }

    /**
     * Differentiates this tensor.
     *
     * @param cotangent of this tensor's spec, or null for 1 if it has one element
     * @param retainGraph whether the graph can be differentiated again
     */
    public void backward(Tensor cotangent, boolean retainGraph) {
        Autograd.backward(this, cotangent, retainGraph);
    }

    /**
     * Returns this tensor on a device.
     *
     * @param device where to
     * @return this if it is there, else a copy; gradients flow back
     */
    public Tensor to(Device device) {
        return device.equals(device()) ? this : Dispatcher.apply(new Transfer(device), this);
    }

    /**
     * Returns this tensor in an element type.
     *
     * @param dtype the type; from floating to integer it truncates
     * @return this if it has the type, else a conversion
     */
    public Tensor to(DType dtype) {
        if (dtype == dtype()) {
            return this;
        }
        PointwiseProgram cast = dtype == DType.BOOL
                ? Formulas.TO_BOOL.bind(dtype(), dtype(), null)
                : Formulas.TO.bind(dtype, dtype(), null);
        return Dispatcher.apply(cast.op(), this);
    }

    /**
     * Returns a copy in memory of its own, contiguous; gradients flow through.
     *
     * @return the copy (PyTorch's {@code clone})
     */
    public Tensor copy() {
        return Dispatcher.apply(new Copy(), this);
    }

    /**
     * Returns this if it is contiguous, else a copy.
     *
     * @return a contiguous tensor
     */
    public Tensor contiguous() {
        return isContiguous() ? this : copy();
    }

    /**
     * Returns the only element, after waiting for the device.
     *
     * @return its value
     * @throws ShapeException if there is not exactly one element
     */
    public double item() {
        return HostValues.item(this);
    }

    /**
     * Returns the only element as an integer, after waiting for the device.
     *
     * @return its value
     * @throws ShapeException if there is not exactly one element
     */
    public long itemLong() {
        return HostValues.itemLong(this);
    }

    /**
     * Returns the elements in row-major order, converted, after waiting for the device.
     *
     * @return a new array
     */
    public float[] toFloatArray() {
        return HostValues.floats(this);
    }

    /**
     * Puts the elements in row-major order, converted, into a buffer, after waiting for the device.
     *
     * @param buffer where to; its position moves behind them
     * @throws java.nio.BufferOverflowException if they do not fit; nothing is put then
     */
    public void copyTo(java.nio.FloatBuffer buffer) {
        buffer.put(toFloatArray());
    }

    /**
     * Puts the elements in row-major order, converted, into a buffer, after waiting for the device.
     *
     * @param buffer where to; its position moves behind them
     * @throws java.nio.BufferOverflowException if they do not fit; nothing is put then
     */
    public void copyTo(java.nio.DoubleBuffer buffer) {
        buffer.put(toDoubleArray());
    }

    /**
     * Puts the elements in row-major order, converted, into a buffer, after waiting for the device.
     *
     * @param buffer where to; its position moves behind them
     * @throws java.nio.BufferOverflowException if they do not fit; nothing is put then
     */
    public void copyTo(java.nio.IntBuffer buffer) {
        buffer.put(toIntArray());
    }

    /**
     * Puts the elements in row-major order, converted, into a buffer, after waiting for the device.
     *
     * @param buffer where to; its position moves behind them
     * @throws java.nio.BufferOverflowException if they do not fit; nothing is put then
     */
    public void copyTo(java.nio.LongBuffer buffer) {
        buffer.put(toLongArray());
    }

    /**
     * Returns the elements in row-major order, converted, after waiting for the device.
     *
     * @return a new array
     */
    public double[] toDoubleArray() {
        return HostValues.doubles(this);
    }

    /**
     * Returns the elements in row-major order, converted, after waiting for the device.
     *
     * @return a new array
     */
    public int[] toIntArray() {
        return HostValues.ints(this);
    }

    /**
     * Returns the elements in row-major order, converted, after waiting for the device.
     *
     * @return a new array
     */
    public long[] toLongArray() {
        return HostValues.longs(this);
    }

    /**
     * Returns the elements in row-major order, converted, after waiting for the device.
     *
     * @return a new array
     */
    public boolean[] toBooleanArray() {
        return HostValues.booleans(this);
    }

    /**
     * −x.
     *
     * @return the value for each element
     */
    public Tensor neg() {
        return Elementwise.apply(Formulas.NEG, this);
    }

    /**
     * |x|. The gradient at 0 is 0.
     *
     * @return the value for each element
     */
    public Tensor abs() {
        return Elementwise.apply(Formulas.ABS, this);
    }

    /**
     * The sign: −1, 0 or 1.
     *
     * @return the value for each element
     */
    public Tensor sign() {
        return Elementwise.apply(Formulas.SIGN, this);
    }

    /**
     * eˣ. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor exp() {
        return Elementwise.apply(Formulas.EXP, this);
    }

    /**
     * eˣ − 1, accurate near 0. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor expm1() {
        return Elementwise.apply(Formulas.EXPM1, this);
    }

    /**
     * ln x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor log() {
        return Elementwise.apply(Formulas.LOG, this);
    }

    /**
     * ln(1 + x), accurate near 0. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor log1p() {
        return Elementwise.apply(Formulas.LOG1P, this);
    }

    /**
     * log₂ x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor log2() {
        return Elementwise.apply(Formulas.LOG2, this);
    }

    /**
     * log₁₀ x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor log10() {
        return Elementwise.apply(Formulas.LOG10, this);
    }

    /**
     * √x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor sqrt() {
        return Elementwise.apply(Formulas.SQRT, this);
    }

    /**
     * 1/√x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor rsqrt() {
        return Elementwise.apply(Formulas.RSQRT, this);
    }

    /**
     * 1/x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor reciprocal() {
        return Elementwise.apply(Formulas.RECIPROCAL, this);
    }

    /**
     * sin x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor sin() {
        return Elementwise.apply(Formulas.SIN, this);
    }

    /**
     * cos x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor cos() {
        return Elementwise.apply(Formulas.COS, this);
    }

    /**
     * tan x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor tan() {
        return Elementwise.apply(Formulas.TAN, this);
    }

    /**
     * arcsin x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor asin() {
        return Elementwise.apply(Formulas.ASIN, this);
    }

    /**
     * arccos x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor acos() {
        return Elementwise.apply(Formulas.ACOS, this);
    }

    /**
     * arctan x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor atan() {
        return Elementwise.apply(Formulas.ATAN, this);
    }

    /**
     * sinh x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor sinh() {
        return Elementwise.apply(Formulas.SINH, this);
    }

    /**
     * cosh x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor cosh() {
        return Elementwise.apply(Formulas.COSH, this);
    }

    /**
     * tanh x. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor tanh() {
        return Elementwise.apply(Formulas.TANH, this);
    }

    /**
     * 1/(1 + e⁻ˣ). Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor sigmoid() {
        return Elementwise.apply(Formulas.SIGMOID, this);
    }

    /**
     * The error function 2/√π ∫₀ˣ e^(−t²) dt. Integers give float32.
     *
     * @return the value for each element
     */
    public Tensor erf() {
        return Elementwise.apply(Formulas.ERF, this);
    }

    /**
     * x².
     *
     * @return the value for each element
     */
    public Tensor square() {
        return Elementwise.apply(Formulas.SQUARE, this);
    }

    /**
     * ⌊x⌋. The gradient is 0.
     *
     * @return the value for each element
     */
    public Tensor floor() {
        return Elementwise.apply(Formulas.FLOOR, this);
    }

    /**
     * ⌈x⌉. The gradient is 0.
     *
     * @return the value for each element
     */
    public Tensor ceil() {
        return Elementwise.apply(Formulas.CEIL, this);
    }

    /**
     * The nearest integer, ties to even. The gradient is 0.
     *
     * @return the value for each element
     */
    public Tensor round() {
        return Elementwise.apply(Formulas.ROUND, this);
    }

    /**
     * The integer part. The gradient is 0.
     *
     * @return the value for each element
     */
    public Tensor trunc() {
        return Elementwise.apply(Formulas.TRUNC, this);
    }

    /**
     * x = 0, as bool.
     *
     * @return the value for each element
     */
    public Tensor logicalNot() {
        return Elementwise.apply(Formulas.LOGICAL_NOT, this);
    }

    /**
     * max(x, 0). NaN passes; the gradient at 0 is 0.
     *
     * @return the value for each element
     */
    public Tensor relu() {
        return Elementwise.apply(Formulas.RELU, this);
    }

    /**
     * min(max(x, low), high). The gradient is 1 at the bounds, 0 outside.
     *
     * @param low the lower bound
     * @param high the upper bound, which wins if they cross
     * @return the value for each element
     */
    public Tensor clamp(double low, double high) {
        return Elementwise.bounded(Formulas.CLAMP, this, low, high);
    }

    /**
     * max(x, low). The gradient at the bound is 1.
     *
     * @param low the lower bound
     * @return the value for each element
     */
    public Tensor clampMin(double low) {
        return Elementwise.bounded(Formulas.CLAMP_MIN, this, low);
    }

    /**
     * min(x, high). The gradient at the bound is 1.
     *
     * @param high the upper bound
     * @return the value for each element
     */
    public Tensor clampMax(double high) {
        return Elementwise.bounded(Formulas.CLAMP_MAX, this, high);
    }

    /**
     * a + b. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor add(Tensor other) {
        return Elementwise.apply(Formulas.ADD, this, other);
    }

    /**
     * a + b.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor add(double other) {
        return Elementwise.withScalar(Formulas.ADD_SCALAR, this, other);
    }

    /**
     * a + b.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor add(long other) {
        return Elementwise.withScalar(Formulas.ADD_SCALAR, Formulas.ADD, this, other);
    }

    /**
     * a − b. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor sub(Tensor other) {
        return Elementwise.apply(Formulas.SUB, this, other);
    }

    /**
     * a − b.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor sub(double other) {
        return Elementwise.withScalar(Formulas.SUB_SCALAR, this, other);
    }

    /**
     * a − b.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor sub(long other) {
        return Elementwise.withScalar(Formulas.SUB_SCALAR, Formulas.SUB, this, other);
    }

    /**
     * a · b. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor mul(Tensor other) {
        return Elementwise.apply(Formulas.MUL, this, other);
    }

    /**
     * a · b.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor mul(double other) {
        return Elementwise.withScalar(Formulas.MUL_SCALAR, this, other);
    }

    /**
     * a · b.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor mul(long other) {
        return Elementwise.withScalar(Formulas.MUL_SCALAR, Formulas.MUL, this, other);
    }

    /**
     * a / b; integers give float32. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor div(Tensor other) {
        return Elementwise.apply(Formulas.DIV, this, other);
    }

    /**
     * a / b; integers give float32.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor div(double other) {
        return Elementwise.withScalar(Formulas.DIV_SCALAR, this, other);
    }

    /**
     * a / b; integers give float32.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor div(long other) {
        return Elementwise.withScalar(Formulas.DIV_SCALAR, Formulas.DIV, this, other);
    }

    /**
     * ⌊a / b⌋. An integer by 0 is an {@link ArithmeticException}. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor floorDivide(Tensor other) {
        return Elementwise.apply(Formulas.FLOOR_DIV, this, other);
    }

    /**
     * ⌊a / b⌋. An integer by 0 is an {@link ArithmeticException}.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor floorDivide(double other) {
        return Elementwise.withScalar(Formulas.FLOOR_DIV_SCALAR, this, other);
    }

    /**
     * ⌊a / b⌋. An integer by 0 is an {@link ArithmeticException}.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor floorDivide(long other) {
        return Elementwise.withScalar(Formulas.FLOOR_DIV_SCALAR, Formulas.FLOOR_DIV, this, other);
    }

    /**
     * a / b rounded toward 0. An integer by 0 is an {@link ArithmeticException}. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor truncDivide(Tensor other) {
        return Elementwise.apply(Formulas.TRUNC_DIV, this, other);
    }

    /**
     * a / b rounded toward 0. An integer by 0 is an {@link ArithmeticException}.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor truncDivide(double other) {
        return Elementwise.withScalar(Formulas.TRUNC_DIV_SCALAR, this, other);
    }

    /**
     * a / b rounded toward 0. An integer by 0 is an {@link ArithmeticException}.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor truncDivide(long other) {
        return Elementwise.withScalar(Formulas.TRUNC_DIV_SCALAR, Formulas.TRUNC_DIV, this, other);
    }

    /**
     * a − b·⌊a / b⌋, which has the sign of b. An integer by 0 is an {@link ArithmeticException}. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor remainder(Tensor other) {
        return Elementwise.apply(Formulas.REMAINDER, this, other);
    }

    /**
     * a − b·⌊a / b⌋, which has the sign of b. An integer by 0 is an {@link ArithmeticException}.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor remainder(double other) {
        return Elementwise.withScalar(Formulas.REMAINDER_SCALAR, this, other);
    }

    /**
     * a − b·⌊a / b⌋, which has the sign of b. An integer by 0 is an {@link ArithmeticException}.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor remainder(long other) {
        return Elementwise.withScalar(Formulas.REMAINDER_SCALAR, Formulas.REMAINDER, this, other);
    }

    /**
     * aᵇ; 1 where b is 0, even for NaN. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor pow(Tensor other) {
        return Elementwise.apply(Formulas.POW, this, other);
    }

    /**
     * aᵇ; 1 where b is 0, even for NaN.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor pow(double other) {
        return Elementwise.withScalar(Formulas.POW_SCALAR, this, other);
    }

    /**
     * aᵇ; 1 where b is 0, even for NaN.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor pow(long other) {
        if (other < 0 && !dtype().isFloating()) {
            throw new DTypeException("pow: integers have no negative powers: " + describe() + " to the power of "
                    + other + "; convert it with to(dtype)");
        }
        return Elementwise.withScalar(Formulas.POW_SCALAR, Formulas.POW, this, other);
    }

    /**
     * max(a, b); NaN wins; at a tie each gets half the gradient. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor maximum(Tensor other) {
        return Elementwise.apply(Formulas.MAXIMUM, this, other);
    }

    /**
     * min(a, b); NaN wins; at a tie each gets half the gradient. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor minimum(Tensor other) {
        return Elementwise.apply(Formulas.MINIMUM, this, other);
    }

    /**
     * The angle of the point (b, a); the gradient at the origin is 0. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor atan2(Tensor other) {
        return Elementwise.apply(Formulas.ATAN2, this, other);
    }

    /**
     * a = b, as bool. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor eq(Tensor other) {
        return Elementwise.apply(Formulas.EQ, this, other);
    }

    /**
     * a = b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor eq(double other) {
        return Elementwise.withScalar(Formulas.EQ_SCALAR, this, other);
    }

    /**
     * a = b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor eq(long other) {
        return Elementwise.compare(Formulas.EQ_SCALAR, Formulas.EQ, this, other);
    }

    /**
     * a ≠ b, as bool. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor ne(Tensor other) {
        return Elementwise.apply(Formulas.NE, this, other);
    }

    /**
     * a ≠ b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor ne(double other) {
        return Elementwise.withScalar(Formulas.NE_SCALAR, this, other);
    }

    /**
     * a ≠ b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor ne(long other) {
        return Elementwise.compare(Formulas.NE_SCALAR, Formulas.NE, this, other);
    }

    /**
     * a &lt; b, as bool. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor lt(Tensor other) {
        return Elementwise.apply(Formulas.LT, this, other);
    }

    /**
     * a &lt; b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor lt(double other) {
        return Elementwise.withScalar(Formulas.LT_SCALAR, this, other);
    }

    /**
     * a &lt; b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor lt(long other) {
        return Elementwise.compare(Formulas.LT_SCALAR, Formulas.LT, this, other);
    }

    /**
     * a ≤ b, as bool. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor le(Tensor other) {
        return Elementwise.apply(Formulas.LE, this, other);
    }

    /**
     * a ≤ b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor le(double other) {
        return Elementwise.withScalar(Formulas.LE_SCALAR, this, other);
    }

    /**
     * a ≤ b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor le(long other) {
        return Elementwise.compare(Formulas.LE_SCALAR, Formulas.LE, this, other);
    }

    /**
     * a &gt; b, as bool. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor gt(Tensor other) {
        return Elementwise.apply(Formulas.GT, this, other);
    }

    /**
     * a &gt; b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor gt(double other) {
        return Elementwise.withScalar(Formulas.GT_SCALAR, this, other);
    }

    /**
     * a &gt; b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor gt(long other) {
        return Elementwise.compare(Formulas.GT_SCALAR, Formulas.GT, this, other);
    }

    /**
     * a ≥ b, as bool. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor ge(Tensor other) {
        return Elementwise.apply(Formulas.GE, this, other);
    }

    /**
     * a ≥ b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor ge(double other) {
        return Elementwise.withScalar(Formulas.GE_SCALAR, this, other);
    }

    /**
     * a ≥ b, as bool.
     *
     * @param other the second operand, b
     * @return the value for each element
     */
    public Tensor ge(long other) {
        return Elementwise.compare(Formulas.GE_SCALAR, Formulas.GE, this, other);
    }

    /**
     * a ∧ b, where not 0 is true. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor logicalAnd(Tensor other) {
        return Elementwise.apply(Formulas.LOGICAL_AND, this, other);
    }

    /**
     * a ∨ b, where not 0 is true. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor logicalOr(Tensor other) {
        return Elementwise.apply(Formulas.LOGICAL_OR, this, other);
    }

    /**
     * a xor b, where not 0 is true. Operands broadcast.
     *
     * @param other the second operand, b
     * @return the value for each pair
     * @throws ShapeException if the shapes do not broadcast
     */
    public Tensor logicalXor(Tensor other) {
        return Elementwise.apply(Formulas.LOGICAL_XOR, this, other);
    }

    /**
     * s − x.
     *
     * @param s the scalar
     * @return the value for each element
     */
    public Tensor rsub(double s) {
        return Elementwise.withScalar(Formulas.RSUB, this, s);
    }

    /**
     * s / x.
     *
     * @param s the scalar
     * @return the value for each element
     */
    public Tensor rdiv(double s) {
        return Elementwise.withScalar(Formulas.RDIV, this, s);
    }

    /**
     * sˣ.
     *
     * @param s the scalar
     * @return the value for each element
     */
    public Tensor rpow(double s) {
        return Elementwise.withScalar(Formulas.RPOW, this, s);
    }

    /**
     * a + w·(b − a).
     *
     * @param end b
     * @param weight w
     * @return the value for each pair
     */
    public Tensor lerp(Tensor end, double weight) {
        return Elementwise.apply(Formulas.LERP_SCALAR, this, end, weight);
    }

    /**
     * a + w·(b − a).
     *
     * @param end b
     * @param weight w
     * @return the value for each triple
     */
    public Tensor lerp(Tensor end, Tensor weight) {
        return Elementwise.apply(Formulas.LERP, this, end, weight);
    }

    /**
     * Chooses between tensors. The gradient goes where the value came from; a NaN that the other branch's own derivative
     * makes still leaks (0 · NaN), as in PyTorch: choose a harmless argument first, then choose the result.
     *
     * @param condition bool, or not 0
     * @param yes the value where it holds
     * @param no the value elsewhere
     * @return the choice; all three broadcast
     */
    public static Tensor where(Tensor condition, Tensor yes, Tensor no) {
        return Elementwise.apply(Formulas.WHERE, condition, yes, no);
    }

    /**
     * Replaces elements.
     *
     * @param mask where, bool, broadcasting with this
     * @param value by what
     * @return the result
     */
    public Tensor maskedFill(Tensor mask, double value) {
        return Elementwise.apply(Formulas.MASKED_FILL, mask, this, value);
    }

    /**
     * The sum along axes; 0 of no elements. Integers give int64.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor sum(int... axes) {
        return Reductions.reduce(ReduceOp.SUM, this, false, axes);
    }

    /**
     * The sum along axes; 0 of no elements. Integers give int64.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor sum(boolean keepDims, int... axes) {
        return Reductions.reduce(ReduceOp.SUM, this, keepDims, axes);
    }

    /**
     * The product along axes; 1 of no elements. Integers give int64.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor prod(int... axes) {
        return Reductions.reduce(ReduceOp.PROD, this, false, axes);
    }

    /**
     * The product along axes; 1 of no elements. Integers give int64.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor prod(boolean keepDims, int... axes) {
        return Reductions.reduce(ReduceOp.PROD, this, keepDims, axes);
    }

    /**
     * The largest element along axes; NaN wins; the gradient is shared evenly by ties.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor amax(int... axes) {
        return Reductions.reduce(ReduceOp.MAX, this, false, axes);
    }

    /**
     * The largest element along axes; NaN wins; the gradient is shared evenly by ties.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor amax(boolean keepDims, int... axes) {
        return Reductions.reduce(ReduceOp.MAX, this, keepDims, axes);
    }

    /**
     * The smallest element along axes; NaN wins; the gradient is shared evenly by ties.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor amin(int... axes) {
        return Reductions.reduce(ReduceOp.MIN, this, false, axes);
    }

    /**
     * The smallest element along axes; NaN wins; the gradient is shared evenly by ties.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor amin(boolean keepDims, int... axes) {
        return Reductions.reduce(ReduceOp.MIN, this, keepDims, axes);
    }

    /**
     * The mean along axes; NaN of no elements.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor mean(int... axes) {
        return Reductions.mean(this, false, axes);
    }

    /**
     * The mean along axes; NaN of no elements.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor mean(boolean keepDims, int... axes) {
        return Reductions.mean(this, keepDims, axes);
    }

    /**
     * ln Σ eˣ along axes, without overflow.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor logsumexp(int... axes) {
        return Reductions.logsumexp(this, false, axes);
    }

    /**
     * ln Σ eˣ along axes, without overflow.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor logsumexp(boolean keepDims, int... axes) {
        return Reductions.logsumexp(this, keepDims, axes);
    }

    /**
     * Whether any element along axes is not 0, as bool.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor any(int... axes) {
        return Reductions.any(this, false, axes);
    }

    /**
     * Whether any element along axes is not 0, as bool.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor any(boolean keepDims, int... axes) {
        return Reductions.any(this, keepDims, axes);
    }

    /**
     * Whether all elements along axes are not 0, as bool.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor all(int... axes) {
        return Reductions.all(this, false, axes);
    }

    /**
     * Whether all elements along axes are not 0, as bool.
     *
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor all(boolean keepDims, int... axes) {
        return Reductions.all(this, keepDims, axes);
    }

    /**
     * The variance along axes, the sum of squares divided by n − correction. The correction is 1.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor var(int... axes) {
        return Reductions.var(this, 1, false, axes);
    }

    /**
     * The variance along axes, the sum of squares divided by n − correction.
     *
     * @param correction 1 for the unbiased estimate, 0 for that of the whole population
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor var(double correction, boolean keepDims, int... axes) {
        return Reductions.var(this, correction, keepDims, axes);
    }

    /**
     * The square root of the variance along axes; the gradient of constants is 0. The correction is 1.
     *
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor std(int... axes) {
        return Reductions.std(this, 1, false, axes);
    }

    /**
     * The square root of the variance along axes; the gradient of constants is 0.
     *
     * @param correction 1 for the unbiased estimate, 0 for that of the whole population
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor std(double correction, boolean keepDims, int... axes) {
        return Reductions.std(this, correction, keepDims, axes);
    }

    /**
     * The Euclidean norm of all elements; the gradient at 0 is 0.
     *
     * @return a tensor of rank 0
     */
    public Tensor norm() {
        return Reductions.norm(this, 2, false);
    }

    /**
     * The p-norm (Σ|x|ᵖ)^(1/p) along axes; for p = ∞ the largest |x|, for 0 the number of elements not 0. The gradient at 0
     * is 0.
     *
     * @param p the order
     * @param keepDims whether they stay, with size 1
     * @param axes the axes, negative counts from the last; none for all
     * @return the reduced tensor
     */
    public Tensor norm(double p, boolean keepDims, int... axes) {
        return Reductions.norm(this, p, keepDims, axes);
    }

    /**
     * The position of the largest element along an axis, of equals the first; NaN wins.
     *
     * @param axis the axis
     * @return the int64 tensor without that axis
     */
    public Tensor argmax(int axis) {
        return Reductions.argReduce(ArgReduceOp.MAX, this, axis);
    }

    /**
     * The position of the largest of all elements in row-major order.
     *
     * @return an int64 tensor of rank 0
     */
    public Tensor argmax() {
        return flatten().argmax(0);
    }

    /**
     * The position of the smallest element along an axis, of equals the first; NaN wins.
     *
     * @param axis the axis
     * @return the int64 tensor without that axis
     */
    public Tensor argmin(int axis) {
        return Reductions.argReduce(ArgReduceOp.MIN, this, axis);
    }

    /**
     * The position of the smallest of all elements in row-major order.
     *
     * @return an int64 tensor of rank 0
     */
    public Tensor argmin() {
        return flatten().argmin(0);
    }

    /**
     * The largest elements along an axis, and where they are; of equals the first, which gets the whole gradient.
     *
     * @param axis the axis
     * @return the values and their positions, without that axis
     */
    public Indexed max(int axis) {
        if (rank() == 0) {
            return reshape(1).max(axis);
        }
        int at = shape().axis(axis);
        Tensor indices = argmax(at);
        Tensor values = gather(at, indices.unsqueeze(at)).squeeze(at);
        return new Indexed(values, indices);
    }

    /**
     * The smallest elements along an axis, and where they are; of equals the first, which gets the whole gradient.
     *
     * @param axis the axis
     * @return the values and their positions, without that axis
     */
    public Indexed min(int axis) {
        if (rank() == 0) {
            return reshape(1).min(axis);
        }
        int at = shape().axis(axis);
        Tensor indices = argmin(at);
        Tensor values = gather(at, indices.unsqueeze(at)).squeeze(at);
        return new Indexed(values, indices);
    }

    /**
     * Running sums along an axis; integers give int64.
     *
     * @param axis the axis
     * @return a tensor of this shape
     */
    public Tensor cumsum(int axis) {
        return rank() == 0 ? sum() : Dispatcher.apply(new Scan(ScanOp.SUM, shape().axis(axis)), this);
    }

    /**
     * Gives the elements, in row-major order, another shape.
     *
     * @param dims the sizes; one may be −1 and follows from the others
     * @return a view where strides allow it, else a copy
     * @throws ShapeException if the number of elements differs
     */
    public Tensor reshape(long... dims) {
        return reshape(Views.inferred(this, dims));
    }

    /**
     * Gives the elements, in row-major order, another shape.
     *
     * @param shape the shape
     * @return a view where strides allow it, else a copy
     */
    public Tensor reshape(Shape shape) {
        return shape.equals(shape()) ? this : Dispatcher.apply(new Reshape(shape), this);
    }

    /**
     * Puts the axes in another order.
     *
     * @param axes axis i of the result is this axis of the operand
     * @return a view of the same memory
     */
    public Tensor permute(int... axes) {
        return Views.permute(this, axes);
    }

    /**
     * Swaps two axes.
     *
     * @param axis1 one axis
     * @param axis2 the other
     * @return a view of the same memory
     */
    public Tensor transpose(int axis1, int axis2) {
        return Views.transpose(this, axis1, axis2);
    }

    /**
     * Swaps the last two axes.
     *
     * @return a view of the same memory
     */
    public Tensor mT() {
        return Views.transpose(this, -2, -1);
    }

    /**
     * Reverses the order of the axes.
     *
     * @return a view of the same memory
     */
    public Tensor t() {
        return Views.reversed(this);
    }

    /**
     * Moves an axis.
     *
     * @param from where it is
     * @param to where it shall be
     * @return a view of the same memory
     */
    public Tensor movedim(int from, int to) {
        return Views.movedim(this, from, to);
    }

    /**
     * Repeats along new leading axes and axes of size 1 without copying.
     *
     * @param dims the sizes; −1 keeps
     * @return a view of the same memory
     */
    public Tensor expand(long... dims) {
        return Views.expand(this, dims);
    }

    /**
     * Repeats along new leading axes and axes of size 1 without copying.
     *
     * @param shape the shape
     * @return a view of the same memory
     */
    public Tensor expand(Shape shape) {
        return shape.equals(shape()) ? this : Dispatcher.apply(new Expand(shape), this);
    }

    /**
     * Removes an axis if its size is 1.
     *
     * @param axis the axis
     * @return a view of the same memory
     */
    public Tensor squeeze(int axis) {
        return rank() > 0 && size(axis) == 1 ? Views.without(this, axis) : this;
    }

    /**
     * Removes all axes of size 1.
     *
     * @return a view of the same memory
     */
    public Tensor squeeze() {
        return Views.squeezed(this);
    }

    /**
     * Inserts an axis of size 1.
     *
     * @param axis where it shall be; negative counts from behind the last
     * @return a view of the same memory
     */
    public Tensor unsqueeze(int axis) {
        return Views.unsqueeze(this, axis);
    }

    /**
     * Merges all axes into one.
     *
     * @return a tensor of rank 1: a view where strides allow it
     */
    public Tensor flatten() {
        return reshape(-1);
    }

    /**
     * Merges neighbouring axes into one.
     *
     * @param first the first of them
     * @param last the last of them
     * @return a view where strides allow it
     */
    public Tensor flatten(int first, int last) {
        return Views.flatten(this, first, last);
    }

    /**
     * Splits an axis into several.
     *
     * @param axis the axis
     * @param dims their sizes; one may be −1
     * @return a view of the same memory
     */
    public Tensor unflatten(int axis, long... dims) {
        return Views.unflatten(this, axis, dims);
    }

    /**
     * Takes the positions from start to end, every step-th, as NumPy's {@code start:end:step}.
     *
     * @param axis the axis
     * @param start the first; negative counts from the end; out of range is cut
     * @param end one past the last, likewise
     * @param step the distance, at least 1
     * @return a view of the same memory
     */
    public Tensor slice(int axis, long start, long end, long step) {
        return Views.slice(this, axis, start, end, step);
    }

    /**
     * Takes the positions from start to end.
     *
     * @param axis the axis
     * @param start the first; negative counts from the end; out of range is cut
     * @param end one past the last, likewise
     * @return a view of the same memory
     */
    public Tensor slice(int axis, long start, long end) {
        return Views.slice(this, axis, start, end, 1);
    }

    /**
     * Takes some positions.
     *
     * @param axis the axis
     * @param start the first
     * @param length how many
     * @return a view of the same memory
     * @throws ShapeException if they are not all there
     */
    public Tensor narrow(int axis, long start, long length) {
        return Dispatcher.apply(new Slice(shape().axis(axis), start, length, 1), this);
    }

    /**
     * Takes one position and removes the axis.
     *
     * @param axis the axis
     * @param index the position; negative counts from the end
     * @return a view of the same memory
     * @throws IndexException if it is not there
     */
    public Tensor select(int axis, long index) {
        return Views.select(this, axis, index);
    }

    /**
     * Takes one position of the first axis.
     *
     * @param index the position; negative counts from the end
     * @return a view of the same memory
     */
    public Tensor get(long index) {
        return Views.select(this, 0, index);
    }

    /**
     * Takes the diagonal of two axes as a new last axis.
     *
     * @param shift how far right of the main diagonal; negative is below
     * @param axis1 the axis that runs down
     * @param axis2 the axis that runs right
     * @return a view of the same memory
     */
    public Tensor diagonal(long shift, int axis1, int axis2) {
        return Dispatcher.apply(new Diagonal(shift, shape().axis(axis1), shape().axis(axis2)), this);
    }

    /**
     * Takes the main diagonal of a matrix.
     *
     * @return a view of the same memory
     */
    public Tensor diagonal() {
        return diagonal(0, 0, 1);
    }

    /**
     * Slides a window along an axis; the positions in the window become a new last axis.
     *
     * @param axis the axis
     * @param size the size of the window
     * @param step the distance between windows
     * @return a view of the same memory
     */
    public Tensor unfold(int axis, long size, long step) {
        return Dispatcher.apply(new Unfold(shape().axis(axis), size, step), this);
    }

    /**
     * Cuts into parts of one size; the last may be smaller.
     *
     * @param size the size of a part
     * @param axis the axis
     * @return views of the same memory
     */
    public List<Tensor> split(long size, int axis) {
        return Views.split(this, size, axis);
    }

    /**
     * Cuts into parts of given sizes.
     *
     * @param sizes the sizes of the parts, which add up to the axis'
     * @param axis the axis
     * @return views of the same memory
     * @throws ShapeException if the sizes do not add up
     */
    public List<Tensor> split(long[] sizes, int axis) {
        return Views.split(this, sizes, axis);
    }

    /**
     * Cuts into at most this many parts of one size.
     *
     * @param parts how many
     * @param axis the axis
     * @return views of the same memory
     */
    public List<Tensor> chunk(int parts, int axis) {
        if (parts < 1) {
            throw new ShapeException("chunk: expected at least 1 part, got " + parts);
        }
        return Views.split(this, Math.max(1, (size(axis) + parts - 1) / parts), axis);
    }

    /**
     * Cuts into the single positions and removes the axis.
     *
     * @param axis the axis
     * @return views of the same memory
     */
    public List<Tensor> unbind(int axis) {
        return Views.unbind(this, axis);
    }

    /**
     * Sums broadcast axes up: the opposite of {@link #expand(Shape)}.
     *
     * @param shape a shape that broadcasts to this one
     * @return the sums
     */
    public Tensor sumTo(Shape shape) {
        return Reductions.sumTo(this, shape);
    }

    /**
     * Joins tensors along an axis they have.
     *
     * @param axis the axis
     * @param tensors at least one; types are promoted
     * @return the joined tensor
     */
    public static Tensor cat(int axis, Tensor... tensors) {
        return Joins.cat(axis, tensors);
    }

    /**
     * Joins tensors along a new axis.
     *
     * @param axis where the new axis shall be
     * @param tensors at least one, of one shape
     * @return the joined tensor
     */
    public static Tensor stack(int axis, Tensor... tensors) {
        return Joins.stack(axis, tensors);
    }

    /**
     * Repeats the whole tensor.
     *
     * @param times how often along each axis; more than the rank adds leading axes
     * @return the repeated tensor (NumPy's {@code tile})
     */
    public Tensor repeat(long... times) {
        return Joins.repeat(this, times);
    }

    /**
     * Repeats the whole tensor; missing leading counts are 1.
     *
     * @param times how often along each axis
     * @return the repeated tensor
     */
    public Tensor tile(long... times) {
        return Joins.tile(this, times);
    }

    /**
     * Repeats each slice.
     *
     * @param times how often
     * @param axis the axis
     * @return the repeated tensor
     */
    public Tensor repeatInterleave(long times, int axis) {
        return Joins.repeatInterleave(this, times, axis);
    }

    /**
     * Reverses the order along axes.
     *
     * @param axes the axes
     * @return the reversed copy
     */
    public Tensor flip(int... axes) {
        return Joins.flip(this, axes);
    }

    /**
     * Keeps the elements on and below a diagonal of the last two axes; the others are 0.
     *
     * @param diagonal how far right of the main one
     * @return the lower triangle
     */
    public Tensor tril(long diagonal) {
        return Joins.triangle(this, diagonal, true);
    }

    /**
     * Keeps the elements on and above a diagonal of the last two axes; the others are 0.
     *
     * @param diagonal how far right of the main one
     * @return the upper triangle
     */
    public Tensor triu(long diagonal) {
        return Joins.triangle(this, diagonal, false);
    }

    /**
     * Surrounds with a value.
     *
     * @param value the value
     * @param amounts before and after, for the last axis first, as PyTorch's {@code pad}; negative cuts
     * @return the padded copy
     */
    public Tensor pad(double value, long... amounts) {
        return Joins.pad(this, value, amounts);
    }

    /**
     * Picks, for each position of the index, the element that lies there but for the index' value along the axis.
     *
     * @param axis the axis
     * @param index integers of this rank; along other axes not larger
     * @return a tensor of the index' shape
     * @throws IndexException if an index is out of range
     */
    public Tensor gather(int axis, Tensor index) {
        return Indexing.gather(this, axis, index);
    }

    /**
     * Like {@link #gather} with an index that broadcasts along the other axes.
     *
     * @param index integers
     * @param axis the axis
     * @return the elements picked
     */
    public Tensor takeAlongDim(Tensor index, int axis) {
        return Indexing.takeAlongDim(this, index, axis);
    }

    /**
     * Replaces elements: the opposite of {@link #gather}. If an index repeats along the axis, any of its elements may win.
     *
     * @param axis the axis
     * @param index integers, of the source's shape
     * @param source the new elements
     * @return the changed copy
     */
    public Tensor scatter(int axis, Tensor index, Tensor source) {
        return Indexing.scatter(ScatterMode.SET, this, axis, index, source);
    }

    /**
     * Adds to elements: the adjoint of {@link #gather}.
     *
     * @param axis the axis
     * @param index integers, of the source's shape
     * @param source what to add
     * @return the changed copy
     */
    public Tensor scatterAdd(int axis, Tensor index, Tensor source) {
        return Indexing.scatter(ScatterMode.ADD, this, axis, index, source);
    }

    /**
     * Picks slices along an axis.
     *
     * @param axis the axis
     * @param index integers of rank 1
     * @return the slices one after the other
     */
    public Tensor indexSelect(int axis, Tensor index) {
        return Indexing.indexSelect(this, axis, index);
    }

    /**
     * Adds slices: the adjoint of {@link #indexSelect}.
     *
     * @param axis the axis
     * @param index integers of rank 1
     * @param source the slices to add
     * @return the changed copy
     */
    public Tensor indexAdd(int axis, Tensor index, Tensor source) {
        return Indexing.indexAdd(this, axis, index, source);
    }

    /**
     * Advanced indexing, as PyTorch's {@code x[i, j, …]}: integer tensors broadcast against each other and index the leading
     * axes together; a bool tensor stands for the positions where it holds (which waits for the device).
     *
     * @param indices integer tensors (negative counts from the end) or bool tensors; null takes a whole axis
     * @return the elements picked
     */
    public Tensor index(Tensor... indices) {
        return Indexing.index(this, indices);
    }

    /**
     * The elements where a mask holds, as a tensor of rank 1; waits for the device.
     *
     * @param mask bool, broadcasting with this
     * @return the elements
     */
    public Tensor maskedSelect(Tensor mask) {
        return Indexing.maskedSelect(this, mask);
    }

    /**
     * The positions of the elements that are not 0; waits for the device.
     *
     * @return an int64 tensor of shape [count, rank]
     */
    public Tensor nonzero() {
        return Indexing.nonzero(this);
    }

    /**
     * Sorts along an axis, stably; NaN counts as the largest.
     *
     * @param axis the axis
     * @param descending the largest first
     * @return the sorted elements and where each was; gradients follow them
     */
    public Indexed sort(int axis, boolean descending) {
        return Indexing.sort(this, axis, descending);
    }

    /**
     * The order that sorts along an axis.
     *
     * @param axis the axis
     * @param descending the largest first
     * @return the int64 positions
     */
    public Tensor argsort(int axis, boolean descending) {
        return sort(axis, descending).indices();
    }

    /**
     * The k largest elements along an axis, the largest first.
     *
     * @param k how many
     * @param axis the axis
     * @return the elements and where they are
     */
    public Indexed topk(long k, int axis) {
        return topk(k, axis, true);
    }

    /**
     * The k largest or smallest elements along an axis, in order.
     *
     * @param k how many
     * @param axis the axis
     * @param largest or else the smallest
     * @return the elements and where they are
     */
    public Indexed topk(long k, int axis, boolean largest) {
        return Indexing.topk(this, k, axis, largest);
    }

    /**
     * Unit vectors: 1 at the position that each element names; reads the elements back to check them, which waits for the
     * device.
     *
     * @param classes the length of the vectors
     * @return an int64 tensor with one axis more
     */
    public Tensor oneHot(long classes) {
        return Indexing.oneHot(this, classes);
    }

    /**
     * The product of matrices, vectors and batches of matrices, as PyTorch's: two vectors give their dot product, a vector
     * and a matrix a vector, and the leading axes of matrices broadcast. Types are promoted.
     *
     * @param other the second operand
     * @return the product
     * @throws ShapeException if the inner dimensions differ
     */
    public Tensor matmul(Tensor other) {
        return Products.matmul(this, other);
    }

    /**
     * Σ aᵢ·bᵢ of two vectors.
     *
     * @param other a vector of the same length
     * @return a tensor of rank 0
     */
    public Tensor dot(Tensor other) {
        return Products.dot(this, other);
    }

    /**
     * aᵢ·bⱼ of two vectors.
     *
     * @param other a vector
     * @return the matrix
     */
    public Tensor outer(Tensor other) {
        return Products.outer(this, other);
    }

    /**
     * The product of a matrix and a vector.
     *
     * @param vector the vector
     * @return the vector
     */
    public Tensor mv(Tensor vector) {
        return Products.mv(this, vector);
    }

    /**
     * The products of two batches of matrices.
     *
     * @param other of shape [batch, k, n]
     * @return of shape [batch, m, n]
     */
    public Tensor bmm(Tensor other) {
        return Products.bmm(this, other);
    }

    /**
     * β·this + α·(a·b).
     *
     * @param a a matrix
     * @param b a matrix
     * @param beta the factor of this
     * @param alpha the factor of the product
     * @return the sum
     */
    public Tensor addmm(Tensor a, Tensor b, double beta, double alpha) {
        return Products.addmm(this, a, b, beta, alpha);
    }

    /**
     * Sums products as the equation says, for example {@code einsum("bij,bjk->bik", a, b)}; {@code ...} stands for axes that
     * broadcast.
     *
     * @param equation letters for the axes of each operand and, after {@code ->}, of the result
     * @param operands the operands
     * @return the result
     * @throws ShapeException if the equation does not fit the operands
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.apply(equation, operands);
    }

    /**
     * softmax: e^x / Σ e^x along an axis.
     *
     * @param axis the axis
     * @return the probabilities
     */
    public Tensor softmax(int axis) {
        return Functional.softmax(this, axis);
    }

    /**
     * ln softmax along an axis.
     *
     * @param axis the axis
     * @return the log-probabilities
     */
    public Tensor logSoftmax(int axis) {
        return Functional.logSoftmax(this, axis);
    }

    /**
     * Copies another tensor's elements here. In place: for parameters and buffers, inside {@link Autograd#noGrad()}.
     *
     * @param source of this spec
     */
    public void assign(Tensor source) {
        InPlace.assign(this, source);
    }

    /**
     * Adds another tensor here. In place: for parameters and buffers, inside {@link Autograd#noGrad()}.
     *
     * @param other broadcasts to this shape
     */
    public void addAssign(Tensor other) {
        Updates.apply("addAssign", Formulas.ADD, this, other);
    }

    /**
     * Subtracts another tensor here. In place: for parameters and buffers, inside {@link Autograd#noGrad()}.
     *
     * @param other broadcasts to this shape
     */
    public void subAssign(Tensor other) {
        Updates.apply("subAssign", Formulas.SUB, this, other);
    }

    /**
     * Multiplies here. In place: for parameters and buffers, inside {@link Autograd#noGrad()}.
     *
     * @param factor the factor
     */
    public void mulAssign(double factor) {
        Updates.apply("mulAssign", Formulas.MUL_SCALAR, this, factor);
    }

    /**
     * Sets all elements here. In place: for parameters and buffers, inside {@link Autograd#noGrad()}.
     *
     * @param value the value
     */
    public void fillAssign(double value) {
        InPlace.fill(this, value);
    }

    /** Returns the values, aligned, as PyTorch prints them, and what differs from the defaults. */
    @Override
    public final String toString() {
        return TensorFormat.format(this);
    }
}
