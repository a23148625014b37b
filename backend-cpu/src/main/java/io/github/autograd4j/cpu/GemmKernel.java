package io.github.autograd4j.cpu;

/**
 * The inner loops of matrix products for one element type: everything that depends on the
 * instruction set, and nothing about blocking or threads, which {@link Gemm} does once for all.
 *
 * <p>For each element of a result, the order in which a method adds depends only on the depth, never
 * on where the element lies in a tile or range: this is what makes products independent of the
 * number of threads.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
public interface GemmKernel<T> {
    /** Rows of the tallest tile. */
    int rows();

    /** Columns of the widest tile; the panels of B are as wide. */
    int columns();

    /** The narrowest width a tile can have that holds so many columns, at most {@link #columns}. */
    int width(int columns);

    /** A new array of zeros. */
    T allocate(int length);

    /** Elements of {@code array}. */
    int length(T array);

    /**
     * Computes a tile of the product: {@code c[i, j] = Σp a[i, p] · b[p, j]} for {@code i < rows} and
     * {@code j < width}.
     *
     * @param rows between 1 and {@link #rows}
     * @param width a result of {@link #width}
     * @param depth steps of the sum, at least 1
     * @param a left operand; element (i, p) at {@code aOffset + i * aRow + p * aStep}
     * @param b right operand; element (p, j) at {@code bOffset + p * bStep + j}
     * @param c result; element (i, j) at {@code cOffset + i * cRow + j}
     */
    void tile(
            int rows,
            int width,
            int depth,
            T a,
            int aOffset,
            int aRow,
            int aStep,
            T b,
            int bOffset,
            int bStep,
            T c,
            int cOffset,
            int cRow);

    /**
     * Adds scaled rows of B to a vector: {@code y[j] += Σp x[p] · b[p, j]}.
     *
     * @param n length of y
     * @param depth rows of B
     * @param b element (p, j) at {@code bOffset + p * bStep + j}
     */
    void addRows(int n, int depth, T x, int xOffset, T b, int bOffset, int bStep, T y, int yOffset);

    /**
     * Multiplies a vector with columns of B: {@code y[j] = Σp x[p] · b[p, j]}.
     *
     * @param n length of y
     * @param depth length of x
     * @param b element (p, j) at {@code bOffset + p + j * bColumn}
     */
    void dots(int n, int depth, T x, int xOffset, T b, int bOffset, int bColumn, T y, int yOffset);

    /**
     * Copies a strided block into a panel as {@link Packer#pack} describes it, from lane 0 and step 0
     * at {@code offset}.
     */
    void pack(
            T source,
            int offset,
            int laneStride,
            int depthStride,
            int lanes,
            int width,
            int depth,
            T target,
            int targetOffset);

    /**
     * Merges a finished block into a matrix: {@code c[i, j] = alpha · s[i, j] + beta · c[i, j]}. Does
     * not read C where beta is 0.
     *
     * @param s element (i, j) at {@code sOffset + i * sRow + j}
     * @param c element (i, j) at {@code cOffset + i * cRow + j * cColumn}
     */
    void merge(
            int rows,
            int columns,
            double alpha,
            T s,
            int sOffset,
            int sRow,
            double beta,
            T c,
            int cOffset,
            int cRow,
            int cColumn);

    /** {@code c[i, j] = beta · c[i, j]}, without reading C where beta is 0. */
    void scale(int rows, int columns, double beta, T c, int cOffset, int cRow, int cColumn);
}
