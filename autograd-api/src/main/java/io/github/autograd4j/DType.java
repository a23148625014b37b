package io.github.autograd4j;

/**
 * The element types of tensors.
 *
 * <p>The order of the constants is the order of promotion: the promoted type of two types is the later one, except that
 * {@link #FLOAT16} and {@link #BFLOAT16} together give {@link #FLOAT32}. Arithmetic on a type is done in its {@linkplain
 * #compute() compute type}; the half types and {@link #UINT8} are storage types, widened when read and rounded (or
 * wrapped) when written.
 */
public enum DType {
    /** Truth values, one byte each, 0 or 1. */
    BOOL(1, Category.BOOL),
    /** Unsigned 8-bit integers; arithmetic wraps. */
    UINT8(1, Category.INTEGER),
    /** Signed 32-bit integers; arithmetic wraps. */
    INT32(4, Category.INTEGER),
    /** Signed 64-bit integers; arithmetic wraps. */
    INT64(8, Category.INTEGER),
    /** IEEE 754 binary16: 5 exponent bits, 10 fraction bits. */
    FLOAT16(2, Category.FLOATING),
    /** The upper half of a binary32: 8 exponent bits, 7 fraction bits. */
    BFLOAT16(2, Category.FLOATING),
    /** IEEE 754 binary32. */
    FLOAT32(4, Category.FLOATING),
    /** IEEE 754 binary64. */
    FLOAT64(8, Category.FLOATING);

    /** The kinds of number between which a scalar operand can raise a type. */
    public enum Category {
        /** Truth values. */
        BOOL,
        /** Integers. */
        INTEGER,
        /** Floating-point numbers; only these have gradients. */
        FLOATING
    }

    private static final DType[] VALUES = values();

    private final int byteSize;
    private final Category category;
    private final String text;

    DType(int byteSize, Category category) {
        this.byteSize = byteSize;
        this.category = category;
        this.text = name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Returns the size of an element.
     *
     * @return bytes per element
     */
    public int byteSize() {
        return byteSize;
    }

    /**
     * Returns the kind of number.
     *
     * @return the category
     */
    public Category category() {
        return category;
    }

    /**
     * Tells whether tensors of this type can have gradients.
     *
     * @return true for the four floating-point types
     */
    public boolean isFloating() {
        return category == Category.FLOATING;
    }

    /**
     * Returns the type in which arithmetic on this type is done.
     *
     * @return {@link #FLOAT32} for the half types, {@link #INT32} for {@link #UINT8}, else this type
     */
    public DType compute() {
        return switch (this) {
            case FLOAT16, BFLOAT16 -> FLOAT32;
            case UINT8 -> INT32;
            default -> this;
        };
    }

    /**
     * Returns the type that results of an operation on two types have, as in PyTorch.
     *
     * @param a a type
     * @param b a type
     * @return the later of the two in promotion order
     */
    public static DType promote(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (a.byteSize == 2 && b.byteSize == 2) {
            return FLOAT32;
        }
        return VALUES[Math.max(a.ordinal(), b.ordinal())];
    }

    /**
     * Returns the type named by the text that {@link #toString()} gives.
     *
     * @param text for example {@code "float32"}
     * @return the type
     * @throws DTypeException if there is no such type
     */
    public static DType parse(String text) {
        for (DType dtype : VALUES) {
            if (dtype.text.equals(text)) {
                return dtype;
            }
        }
        throw new DTypeException("dtype: unknown type: " + text);
    }

    /** Returns the name as users write it, for example {@code float32}. */
    @Override
    public String toString() {
        return text;
    }
}
