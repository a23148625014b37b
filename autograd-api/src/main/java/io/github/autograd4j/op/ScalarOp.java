package io.github.autograd4j.op;

/**
 * The scalar vocabulary: what a backend must be able to compute for one element. Everything element-wise is a {@link
 * PointwiseProgram} over it, and it is closed under differentiation (see {@link Tangents}).
 *
 * <p>Operands have one type ({@code float32}, {@code float64}, {@code int32}, {@code int64} or {@code bool}), which is
 * also the result's unless the row says otherwise. Functions marked <em>floating</em> are never applied to integers.
 * NaN operands give NaN unless said.
 */
public enum ScalarOp {
    /** The element of input {@link Instruction#index()}, widened to its compute type. */
    INPUT(0),
    /** The run-time scalar argument {@link Instruction#index()}, converted to the instruction's type. */
    SCALAR(0),
    /** The constant {@link Instruction#literal()}. */
    LITERAL(0),
    /**
     * Conversion to {@link Instruction#type()}: floating to integer truncates toward zero, anything to bool is x ≠ 0,
     * to a half type rounds to nearest even (the value stays a float32), to uint8 keeps the low 8 bits.
     */
    CAST(1),

    /** −x. */
    NEG(1),
    /** |x|. */
    ABS(1),
    /** −1, 0 or 1; NaN for NaN. */
    SIGN(1),
    /** √x, correctly rounded; floating. */
    SQRT(1),
    /** 1/√x; floating. */
    RSQRT(1),
    /** 1/x; floating. */
    RECIPROCAL(1),
    /** eˣ; floating. */
    EXP(1),
    /** eˣ − 1, accurate near 0; floating. */
    EXPM1(1),
    /** ln x; floating. */
    LOG(1),
    /** ln(1 + x), accurate near 0; floating. */
    LOG1P(1),
    /** log₂ x; floating. */
    LOG2(1),
    /** log₁₀ x; floating. */
    LOG10(1),
    /** sin x; floating. */
    SIN(1),
    /** cos x; floating. */
    COS(1),
    /** tan x; floating. */
    TAN(1),
    /** arcsin x; floating. */
    ASIN(1),
    /** arccos x; floating. */
    ACOS(1),
    /** arctan x; floating. */
    ATAN(1),
    /** sinh x; floating. */
    SINH(1),
    /** cosh x; floating. */
    COSH(1),
    /** tanh x; floating. */
    TANH(1),
    /** 1/(1 + e⁻ˣ), without overflow; floating. */
    SIGMOID(1),
    /** ln(1 + eˣ), without overflow; floating. */
    SOFTPLUS(1),
    /** The error function 2/√π ∫₀ˣ e^(−t²) dt; floating. */
    ERF(1),
    /** The largest integer ≤ x; integers stay. */
    FLOOR(1),
    /** The smallest integer ≥ x; integers stay. */
    CEIL(1),
    /** The nearest integer, ties to even; integers stay. */
    ROUND(1),
    /** The integer part; integers stay. */
    TRUNC(1),
    /** Not a; on bool. */
    NOT(1),

    /** a + b; on integers it wraps. */
    ADD(2),
    /** a − b; on integers it wraps. */
    SUB(2),
    /** a · b; on integers it wraps. */
    MUL(2),
    /** a / b; floating. */
    DIV(2),
    /**
     * ⌊a / b⌋, computed as PyTorch does: for floating types (a − mod(a, b)) / b rounded to an integer; x / 0 is as in
     * floating division. An integer divided by 0 is an {@link ArithmeticException} where the device can tell.
     */
    FLOOR_DIV(2),
    /** a − b·⌊a / b⌋: the divisor's sign. An integer by 0 as in {@link #FLOOR_DIV}. */
    REMAINDER(2),
    /** aᵇ; pow(x, 0) = pow(1, y) = 1 even for NaN; for integers b is at least 0. */
    POW(2),
    /** The larger; NaN wins. */
    MAXIMUM(2),
    /** The smaller; NaN wins. */
    MINIMUM(2),
    /** The angle of the point (b, a); floating. */
    ATAN2(2),
    /** a = b, as bool. */
    EQ(2),
    /** a ≠ b, as bool; true for NaN. */
    NE(2),
    /** a &lt; b, as bool. */
    LT(2),
    /** a ≤ b, as bool. */
    LE(2),
    /** a &gt; b, as bool. */
    GT(2),
    /** a ≥ b, as bool. */
    GE(2),
    /** a ∧ b; on bool. */
    AND(2),
    /** a ∨ b; on bool. */
    OR(2),
    /** a ≠ b; on bool. */
    XOR(2),

    /** b where the bool a holds, else c. */
    SELECT(3);

    private final int arity;

    ScalarOp(int arity) {
        this.arity = arity;
    }

    /**
     * Returns the number of operands.
     *
     * @return 0 to 3
     */
    public int arity() {
        return arity;
    }

    /**
     * Tells whether this compares its operands.
     *
     * @return true if the result is bool whatever the operands
     */
    public boolean isComparison() {
        return ordinal() >= EQ.ordinal() && ordinal() <= GE.ordinal();
    }
}
