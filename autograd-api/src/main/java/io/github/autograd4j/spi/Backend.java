package io.github.autograd4j.spi;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.PointwiseProgram;

/**
 * One opened device: its memory and its kernels. The core allocates every result and hands {@linkplain View views} to
 * the kernels; backends never allocate results, know nothing of graphs and keep no state about calls.
 *
 * <p>What holds for every method:
 *
 * <ul>
 *   <li>Shapes and types have been checked; operands that broadcast have been expanded (stride 0). A view of no
 *       elements never arrives, nor a rank above {@value #MAX_RANK}. Strides are in elements and not negative.
 *   <li>Views of one call have one device. An output does not overlap an input, except that {@link #pointwise} may be
 *       given the very same view as input and output. No output has a stride of 0.
 *   <li>Outputs are contiguous, except those of {@link #pointwise}, {@link #copy}, {@link #fill} and the target of
 *       {@link #scatter}.
 *   <li>Calls may be asynchronous, but take effect in the order in which they are made; {@link #download} waits.
 *   <li>Calls come from several threads at a time.
 *   <li>Only {@link io.github.autograd4j.DeviceException} is thrown, {@link io.github.autograd4j.IndexException} for an
 *       index out of range, and {@link ArithmeticException} for an integer divided by 0, the last two where the device
 *       can tell: at the call, or, if calls are asynchronous, at the next that waits. The core does not read indices
 *       back to check them; one that is out of range must not make a kernel leave its buffers.
 * </ul>
 */
public interface Backend extends AutoCloseable {
    /** The largest rank of a view. */
    int MAX_RANK = 16;

    /**
     * Describes the device.
     *
     * @return its description
     */
    DeviceInfo info();

    /**
     * Allocates memory; its contents are arbitrary. The core does not call this, nor {@link #free}, where there is
     * {@link #rawMemory}.
     *
     * @param dtype the element type
     * @param count the number of elements, possibly 0
     * @return the memory
     * @throws io.github.autograd4j.OutOfDeviceMemoryException if there is not enough
     */
    Buffer allocate(DType dtype, long count);

    /**
     * Gives memory back; work that was ordered before may still use it.
     *
     * @param buffer memory of this backend, not used again
     */
    void free(Buffer buffer);

    /**
     * Copies from the host; the array may change as soon as this returns.
     *
     * @param source the elements, in row-major order
     * @param target a contiguous view of the same type and number of elements
     */
    void upload(HostArray source, View target);

    /**
     * Copies to the host, after all work ordered before.
     *
     * @param source a contiguous view
     * @param target where to, of the same type and number of elements
     */
    void download(View source, HostArray target);

    /** Waits until all ordered work is done. */
    void synchronize();

    /** Stops the device and frees what it holds. */
    @Override
    void close();

    /**
     * Runs a program for each element. All views have one shape.
     *
     * @param program what to compute
     * @param scalars its scalar arguments
     * @param inputs a view for each input of the program, of the input's type
     * @param outputs a view for each output, strided as they like; each may be identical to an input
     */
    void pointwise(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs);

    /**
     * Reduces some axes: the elements that a program makes of the inputs are combined. Sums and products of floating
     * types accumulate at least as accurately as pairwise summation in the compute type; half types in float32. Sums and
     * products of integers and bools are int64.
     *
     * @param op how to combine
     * @param prologue a program of one output, run for each element, or null for the elements of the one input
     * @param scalars the program's scalar arguments
     * @param inputs views of one shape
     * @param axes the axes to reduce, ascending, at least one
     * @param output of the shape of the remaining axes, and of the prologue's (or input's) type, or int64 for sums and
     *     products of integers and bools
     */
    void reduce(ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output);

    /**
     * Finds positions along an axis.
     *
     * @param op what to look for
     * @param input where to look
     * @param axis the axis
     * @param output int64, of the shape of the remaining axes
     */
    void argReduce(ArgReduceOp op, View input, int axis, View output);

    /**
     * Accumulates along an axis; integers and bools in int64.
     *
     * @param op how
     * @param input the elements
     * @param axis the axis
     * @param output of the input's shape; its type is the input's, or int64 for integers and bools
     */
    void scan(ScanOp op, View input, int axis, View output);

    /**
     * Multiplies matrices: {@code output = alpha · a · b + beta · output}. If beta is 0 the output's old contents do not
     * matter. Half types accumulate in float32, integers in their own type (int32 for uint8).
     *
     * @param a of shape […, m, k]
     * @param b of shape […, k, n], of the same type and the same leading axes
     * @param output of shape […, m, n]
     * @param alpha the factor of the product
     * @param beta the factor of the old contents
     */
    void matmul(View a, View b, View output, double alpha, double beta);

    /**
     * Copies within the device.
     *
     * @param input the elements
     * @param output of the same type and shape
     */
    void copy(View input, View output);

    /**
     * Sets every element.
     *
     * @param value the value, converted as {@link io.github.autograd4j.op.ScalarOp#CAST} does
     * @param output what to set
     */
    void fill(double value, View output);

    /**
     * Picks elements: for each position p of the index, the input's element at p, but with the index' value along the
     * axis.
     *
     * @param input the elements
     * @param index int64, of the output's shape; along other axes not larger than the input
     * @param axis the axis
     * @param output the elements picked
     */
    void gather(View input, View index, int axis, View output);

    /**
     * Puts elements: the opposite of {@link #gather}.
     *
     * @param mode what happens to what is there
     * @param source the elements, of the index' shape
     * @param index int64; along other axes not larger than the target
     * @param axis the axis
     * @param target what is changed, of the source's type
     */
    void scatter(ScatterMode mode, View source, View index, int axis, View target);

    /**
     * Sorts along an axis, stably; NaN counts as the largest.
     *
     * @param input the elements
     * @param axis the axis
     * @param descending the largest first
     * @param values the elements sorted
     * @param indices int64: where each was
     */
    void sort(View input, int axis, boolean descending, View values, View indices);

    /**
     * Makes random elements by the counter-based generator Philox4x32-10, so that every device makes the same bits. With
     * w = 4 elements a block for 32-bit types and the half types and w = 2 for 64-bit types, element i (in row-major
     * order) comes from block {@code counter + i / w}, whose four words are {@code philox(key, block)}: word i mod 4, or
     * for 64-bit types the words 2(i mod 2) (low) and 2(i mod 2) + 1 (high).
     *
     * <ul>
     *   <li>UNIFORM: float32 and half types (word &gt;&gt;&gt; 8) · 2⁻²⁴, rounded to the type, toward 0 so that it stays
     *       below 1; float64 (the 64 bits &gt;&gt;&gt; 11) · 2⁻⁵³.
     *   <li>NORMAL, computed in float64: elements 2j and 2j + 1 of the tensor are r·cos φ and r·sin φ with
     *       r = √(−2 ln(1 − u₁)), φ = 2π·u₂, u₁ and u₂ the uniform float64 numbers of block {@code counter + j}.
     *   <li>BITS: the word, or the 64 bits.
     * </ul>
     *
     * @param distribution the distribution
     * @param key the 64-bit key of the generator
     * @param counter the first block
     * @param output what to fill
     */
    void random(Distribution distribution, long key, long counter, View output);

    /**
     * Offers the device's memory as addresses, for the core to cache.
     *
     * @return always the same, or null if each buffer is to be allocated and freed by itself
     */
    default RawMemory rawMemory() {
        return null;
    }

    /**
     * Lends the backend memory for what its kernels need besides their operands. Called once, before anything that
     * computes, where there is {@link #rawMemory}.
     *
     * @param scratch where to borrow it
     */
    default void lend(Scratch scratch) {}

    /**
     * Runs a program over many tensors, as {@link #pointwise} does over one: the step of an optimizer. Tensors differ in
     * shape; views of call k have one shape. Whoever takes memory for a program takes it before the first tensor changes:
     * when it runs out, all of them can be tried again.
     *
     * @param program what to compute
     * @param scalars its scalar arguments, the same for all
     * @param inputs for each call its inputs
     * @param outputs for each call its outputs, which overlap nothing of other calls
     */
    default void foreach(PointwiseProgram program, double[] scalars, View[][] inputs, View[][] outputs) {
        for (int k = 0; k < inputs.length; k++) {
            pointwise(program, scalars, inputs[k], outputs[k]);
        }
    }

    /**
     * Copies from the host beside the ordered work, so that a loader's copies overlap with kernels. The array may change
     * as soon as this returns. The copy begins after all work ordered before this call, because the target's memory may
     * have been reused; work ordered after it runs beside the copy until the result is {@linkplain PendingUpload#join
     * joined}.
     *
     * @param source the elements, in row-major order
     * @param target a contiguous view of the same type and number of elements, not used until the upload is joined
     * @return what orders the copy
     */
    default PendingUpload uploadBeside(HostArray source, View target) {
        upload(source, target);
        return PendingUpload.DONE;
    }

    /**
     * Offers a composite operation to the backend.
     *
     * @param composite the operation
     * @param inputs the operands, which say what types and shapes there are
     * @return a kernel for it, or null if it is to be decomposed
     */
    default FusedKernel fused(Composite composite, View[] inputs) {
        return null;
    }

    /**
     * Copies from another backend's memory without passing through the host.
     *
     * @param other the backend that holds the source
     * @param source a contiguous view of its memory
     * @param target a contiguous view of this backend's memory
     * @return false if that is not possible; nothing has happened then
     */
    default boolean copyFrom(Backend other, View source, View target) {
        return false;
    }
}
