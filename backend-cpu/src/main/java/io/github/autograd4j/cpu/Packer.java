package io.github.autograd4j.cpu;

/**
 * One operand of a matrix product, seen as something that can write blocks of itself into panels.
 *
 * <p>A product {@code C[m, n] = A[m, k] · B[k, n]} sees both operands alike: as <em>lanes</em> (the
 * rows of A, the columns of B) by <em>depth</em> (k). A strided matrix is one packer ({@link
 * StridedOperand}); a convolution is another, whose blocks are patches of an image that never exist
 * as a matrix.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
@FunctionalInterface
public interface Packer<T> {
    /**
     * Writes the block of {@code lanes} lanes from {@code lane} on, and {@code depth} steps from
     * {@code step} on, to {@code target}: element (l, p) of the block goes to {@code targetOffset + p *
     * width + l}, and zeros to where {@code lanes <= l < width}. May be called from several threads at
     * once.
     *
     * @param lane first row of A or first column of B
     * @param lanes how many, between 1 and {@code width}
     * @param width lanes of the panel
     * @param step first index along k
     * @param depth how many
     * @param target where to
     * @param targetOffset index of element (0, 0)
     */
    void pack(int lane, int lanes, int width, int step, int depth, T target, int targetOffset);
}
