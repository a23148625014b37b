package io.github.autograd4j.op;

import static io.github.autograd4j.op.Formula.Typing.CONDITION;
import static io.github.autograd4j.op.Formula.Typing.FLOATING;
import static io.github.autograd4j.op.Formula.Typing.LOGICAL;
import static io.github.autograd4j.op.Formula.Typing.PROMOTED;

import io.github.autograd4j.op.Formula.Typing;
import java.util.function.UnaryOperator;

/**
 * The element-wise operations, a row each; names are PyTorch's. The definition is also the source of the derivative, so
 * it is written in the form that is stable everywhere; where the form has a kink that the function has not, where
 * convention decides, or where the output alone suffices, the row states the tangent.
 */
public final class Formulas {
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double SQRT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    // Unary, one instruction each
    /** −x. */
    public static final Formula NEG = unary("neg", PROMOTED, ScalarOp.NEG);

    /** |x|. */
    public static final Formula ABS = unary("abs", PROMOTED, ScalarOp.ABS);

    /** The sign of x. */
    public static final Formula SIGN = unary("sign", PROMOTED, ScalarOp.SIGN);

    /** ⌊x⌋. */
    public static final Formula FLOOR = unary("floor", PROMOTED, ScalarOp.FLOOR);

    /** ⌈x⌉. */
    public static final Formula CEIL = unary("ceil", PROMOTED, ScalarOp.CEIL);

    /** The nearest integer, ties to even. */
    public static final Formula ROUND = unary("round", PROMOTED, ScalarOp.ROUND);

    /** The integer part. */
    public static final Formula TRUNC = unary("trunc", PROMOTED, ScalarOp.TRUNC);

    /** √x. */
    public static final Formula SQRT = unary("sqrt", FLOATING, ScalarOp.SQRT);

    /** 1/√x. */
    public static final Formula RSQRT = unary("rsqrt", FLOATING, ScalarOp.RSQRT);

    /** 1/x. */
    public static final Formula RECIPROCAL = unary("reciprocal", FLOATING, ScalarOp.RECIPROCAL);

    /** eˣ. */
    public static final Formula EXP = unary("exp", FLOATING, ScalarOp.EXP);

    /** eˣ − 1. */
    public static final Formula EXPM1 = unary("expm1", FLOATING, ScalarOp.EXPM1);

    /** ln x. */
    public static final Formula LOG = unary("log", FLOATING, ScalarOp.LOG);

    /** ln(1 + x). */
    public static final Formula LOG1P = unary("log1p", FLOATING, ScalarOp.LOG1P);

    /** log₂ x. */
    public static final Formula LOG2 = unary("log2", FLOATING, ScalarOp.LOG2);

    /** log₁₀ x. */
    public static final Formula LOG10 = unary("log10", FLOATING, ScalarOp.LOG10);

    /** sin x. */
    public static final Formula SIN = unary("sin", FLOATING, ScalarOp.SIN);

    /** cos x. */
    public static final Formula COS = unary("cos", FLOATING, ScalarOp.COS);

    /** tan x. */
    public static final Formula TAN = unary("tan", FLOATING, ScalarOp.TAN);

    /** arcsin x. */
    public static final Formula ASIN = unary("asin", FLOATING, ScalarOp.ASIN);

    /** arccos x. */
    public static final Formula ACOS = unary("acos", FLOATING, ScalarOp.ACOS);

    /** arctan x. */
    public static final Formula ATAN = unary("atan", FLOATING, ScalarOp.ATAN);

    /** sinh x. */
    public static final Formula SINH = unary("sinh", FLOATING, ScalarOp.SINH);

    /** cosh x. */
    public static final Formula COSH = unary("cosh", FLOATING, ScalarOp.COSH);

    /** tanh x. */
    public static final Formula TANH = unary("tanh", FLOATING, ScalarOp.TANH);

    /** 1/(1 + e⁻ˣ). */
    public static final Formula SIGMOID = unary("sigmoid", FLOATING, ScalarOp.SIGMOID);

    /** The error function. */
    public static final Formula ERF = unary("erf", FLOATING, ScalarOp.ERF);

    /** Not x. */
    public static final Formula LOGICAL_NOT = unary("logicalNot", LOGICAL, ScalarOp.NOT);

    /** x in the type it is bound to. */
    public static final Formula TO = Formula.of("to", PROMOTED, 1, 0, (x, s) -> x[0]);

    /** x ≠ 0. */
    public static final Formula TO_BOOL = Formula.of("to", LOGICAL, 1, 0, (x, s) -> x[0]);

    /** x². */
    public static final Formula SQUARE = of("square", PROMOTED, Expr::square);

    // Binary, each also with a scalar second operand, and with a scalar first operand where order matters
    /** a + b. */
    public static final Formula ADD = binary("add", PROMOTED, ScalarOp.ADD);

    /** a + b for a scalar b. */
    public static final Formula ADD_SCALAR = binaryScalar("add", PROMOTED, ScalarOp.ADD);

    /** a − b. */
    public static final Formula SUB = binary("sub", PROMOTED, ScalarOp.SUB);

    /** a − b for a scalar b. */
    public static final Formula SUB_SCALAR = binaryScalar("sub", PROMOTED, ScalarOp.SUB);

    /** a · b. */
    public static final Formula MUL = binary("mul", PROMOTED, ScalarOp.MUL);

    /** a · b for a scalar b. */
    public static final Formula MUL_SCALAR = binaryScalar("mul", PROMOTED, ScalarOp.MUL);

    /** a / b. */
    public static final Formula DIV = binary("div", FLOATING, ScalarOp.DIV);

    /** a / b for a scalar b. */
    public static final Formula DIV_SCALAR = binaryScalar("div", FLOATING, ScalarOp.DIV);

    /** ⌊a / b⌋. */
    public static final Formula FLOOR_DIV = binary("floorDivide", PROMOTED, ScalarOp.FLOOR_DIV);

    /** ⌊a / b⌋ for a scalar b. */
    public static final Formula FLOOR_DIV_SCALAR = binaryScalar("floorDivide", PROMOTED, ScalarOp.FLOOR_DIV);

    /** a − b·⌊a / b⌋. */
    public static final Formula REMAINDER = binary("remainder", PROMOTED, ScalarOp.REMAINDER);

    /** a − b·⌊a / b⌋ for a scalar b. */
    public static final Formula REMAINDER_SCALAR = binaryScalar("remainder", PROMOTED, ScalarOp.REMAINDER);

    /** aᵇ. */
    public static final Formula POW = binary("pow", PROMOTED, ScalarOp.POW);

    /** aᵇ for a scalar b. */
    public static final Formula POW_SCALAR = binaryScalar("pow", PROMOTED, ScalarOp.POW);

    /** max(a, b). */
    public static final Formula MAXIMUM = binary("maximum", PROMOTED, ScalarOp.MAXIMUM);

    /** min(a, b). */
    public static final Formula MINIMUM = binary("minimum", PROMOTED, ScalarOp.MINIMUM);

    /** The angle of (b, a). */
    public static final Formula ATAN2 = binary("atan2", FLOATING, ScalarOp.ATAN2);

    /** a = b. */
    public static final Formula EQ = binary("eq", PROMOTED, ScalarOp.EQ);

    /** a = b for a scalar b. */
    public static final Formula EQ_SCALAR = binaryScalar("eq", PROMOTED, ScalarOp.EQ);

    /** a ≠ b. */
    public static final Formula NE = binary("ne", PROMOTED, ScalarOp.NE);

    /** a ≠ b for a scalar b. */
    public static final Formula NE_SCALAR = binaryScalar("ne", PROMOTED, ScalarOp.NE);

    /** a &lt; b. */
    public static final Formula LT = binary("lt", PROMOTED, ScalarOp.LT);

    /** a &lt; b for a scalar b. */
    public static final Formula LT_SCALAR = binaryScalar("lt", PROMOTED, ScalarOp.LT);

    /** a ≤ b. */
    public static final Formula LE = binary("le", PROMOTED, ScalarOp.LE);

    /** a ≤ b for a scalar b. */
    public static final Formula LE_SCALAR = binaryScalar("le", PROMOTED, ScalarOp.LE);

    /** a &gt; b. */
    public static final Formula GT = binary("gt", PROMOTED, ScalarOp.GT);

    /** a &gt; b for a scalar b. */
    public static final Formula GT_SCALAR = binaryScalar("gt", PROMOTED, ScalarOp.GT);

    /** a ≥ b. */
    public static final Formula GE = binary("ge", PROMOTED, ScalarOp.GE);

    /** a ≥ b for a scalar b. */
    public static final Formula GE_SCALAR = binaryScalar("ge", PROMOTED, ScalarOp.GE);

    /** a ∧ b. */
    public static final Formula LOGICAL_AND = binary("logicalAnd", LOGICAL, ScalarOp.AND);

    /** a ∨ b. */
    public static final Formula LOGICAL_OR = binary("logicalOr", LOGICAL, ScalarOp.OR);

    /** a xor b. */
    public static final Formula LOGICAL_XOR = binary("logicalXor", LOGICAL, ScalarOp.XOR);

    /** b − a for a scalar b. */
    public static final Formula RSUB = Formula.of("sub", PROMOTED, 1, 1, (x, s) -> s[0].apply(ScalarOp.SUB, x[0]));

    /** b / a for a scalar b. */
    public static final Formula RDIV = Formula.of("div", FLOATING, 1, 1, (x, s) -> s[0].apply(ScalarOp.DIV, x[0]));

    /** bᵃ for a scalar b. */
    public static final Formula RPOW = Formula.of("pow", PROMOTED, 1, 1, (x, s) -> s[0].apply(ScalarOp.POW, x[0]));

    /** ⌊·⌋ toward zero of a / b. */
    public static final Formula TRUNC_DIV = Formula.of("div", PROMOTED, 2, 0, (x, s) -> truncDiv(x[0], x[1]));

    /** ⌊·⌋ toward zero of a / b for a scalar b. */
    public static final Formula TRUNC_DIV_SCALAR = Formula.of("div", PROMOTED, 1, 1, (x, s) -> truncDiv(x[0], s[0]));

    /** a + w·(b − a). */
    public static final Formula LERP = Formula.of("lerp", FLOATING, 3, 0, (x, s) -> x[0].add(x[2].mul(x[1].sub(x[0]))));

    /** a + w·(b − a) for a scalar w. */
    public static final Formula LERP_SCALAR =
            Formula.of("lerp", FLOATING, 2, 1, (x, s) -> x[0].add(s[0].mul(x[1].sub(x[0]))));

    /** b where the condition a holds, else c. */
    public static final Formula WHERE = Formula.of("where", CONDITION, 3, 0, (x, s) -> x[0].select(x[1], x[2]));

    /** A scalar where the condition holds, else b. */
    public static final Formula MASKED_FILL =
            Formula.of("maskedFill", CONDITION, 2, 1, (x, s) -> x[0].select(s[0], x[1]));

    /** min(max(x, lo), hi) for scalars; gradient 1 at the bounds, 0 outside and at NaN. */
    public static final Formula CLAMP = Formula.of("clamp", PROMOTED, 1, 2, (x, s) -> x[0].apply(ScalarOp.MAXIMUM, s[0])
                    .apply(ScalarOp.MINIMUM, s[1]))
            .withTangent((x, y, s, d) -> x[0].apply(ScalarOp.GE, s[0])
                    .and(x[0].apply(ScalarOp.LE, s[1]))
                    .select(d[0], d[0].constant(0)));

    /** max(x, lo) for a scalar; gradient 1 at the bound, 0 below and at NaN. */
    public static final Formula CLAMP_MIN = Formula.of(
                    "clamp", PROMOTED, 1, 1, (x, s) -> x[0].apply(ScalarOp.MAXIMUM, s[0]))
            .withTangent((x, y, s, d) -> x[0].apply(ScalarOp.GE, s[0]).select(d[0], d[0].constant(0)));

    /** min(x, hi) for a scalar; gradient 1 at the bound, 0 above and at NaN. */
    public static final Formula CLAMP_MAX = Formula.of(
                    "clamp", PROMOTED, 1, 1, (x, s) -> x[0].apply(ScalarOp.MINIMUM, s[0]))
            .withTangent((x, y, s, d) -> x[0].apply(ScalarOp.LE, s[0]).select(d[0], d[0].constant(0)));

    // Activations
    /** max(x, 0): NaN passes, and has gradient 1; the gradient at 0 is 0. */
    public static final Formula RELU = of(
                    "relu", PROMOTED, x -> x.is(ScalarOp.LE, 0).select(x.constant(0), x))
            .withTangent((x, y, s, d) -> y.is(ScalarOp.LE, 0).select(d[0].constant(0), d[0]));

    /** min(max(x, lo), hi); the gradient at both bounds is 0. */
    public static final Formula HARDTANH = Formula.of(
                    "hardtanh", PROMOTED, 1, 2, (x, s) -> x[0].apply(ScalarOp.MAXIMUM, s[0])
                            .apply(ScalarOp.MINIMUM, s[1]))
            .withTangent((x, y, s, d) -> x[0].apply(ScalarOp.LE, s[0])
                    .apply(ScalarOp.OR, x[0].apply(ScalarOp.GE, s[1]))
                    .select(d[0].constant(0), d[0]));

    /** x, or slope · x where x ≤ 0; the gradient at 0 is the slope. */
    public static final Formula LEAKY_RELU = Formula.of(
            "leakyRelu", FLOATING, 1, 1, (x, s) -> x[0].is(ScalarOp.GT, 0).select(x[0], x[0].mul(s[0])));

    /** x, or α(eˣ − 1) where x ≤ 0. */
    public static final Formula ELU = Formula.of("elu", FLOATING, 1, 1, (x, s) -> x[0].is(ScalarOp.LE, 0)
            .select(s[0].mul(x[0].apply(ScalarOp.EXPM1)), x[0]));

    /** The self-normalising exponential linear unit. */
    public static final Formula SELU = of("selu", FLOATING, x -> x.is(ScalarOp.LE, 0)
            .select(x.apply(ScalarOp.EXPM1).mul(SELU_ALPHA), x)
            .mul(SELU_SCALE));

    /** x·Φ(x), Φ the normal distribution function. */
    public static final Formula GELU = of(
            "gelu",
            FLOATING,
            x -> x.mul(x.mul(SQRT_HALF).apply(ScalarOp.ERF).add(1).mul(0.5)));

    /** The tanh approximation of gelu. */
    public static final Formula GELU_TANH = of("gelu", FLOATING, x -> x.mul(0.5)
            .mul(x.add(x.square().mul(x).mul(0.044715))
                    .mul(SQRT_TWO_OVER_PI)
                    .apply(ScalarOp.TANH)
                    .add(1)));

    /** x·σ(x). */
    public static final Formula SILU = of("silu", FLOATING, x -> x.mul(x.apply(ScalarOp.SIGMOID)));

    /** x·tanh(ln(1 + eˣ)). */
    public static final Formula MISH =
            of("mish", FLOATING, x -> x.mul(x.apply(ScalarOp.SOFTPLUS).apply(ScalarOp.TANH)));

    /** ln(1 + e^(βx))/β, linear where βx is above the threshold; scalars β, threshold. */
    public static final Formula SOFTPLUS = Formula.of("softplus", FLOATING, 1, 2, (x, s) -> {
        Expr scaled = x[0].mul(s[0]);
        return scaled.apply(ScalarOp.GT, s[1])
                .select(x[0], scaled.apply(ScalarOp.SOFTPLUS).div(s[0]));
    });

    /** ln σ(x). */
    public static final Formula LOG_SIGMOID =
            of("logSigmoid", FLOATING, x -> x.neg().apply(ScalarOp.SOFTPLUS).neg());

    /** min(max(x/6 + ½, 0), 1); the gradient at ±3 is 0. */
    public static final Formula HARDSIGMOID = of("hardsigmoid", FLOATING, x -> x.add(3)
                    .mul(1.0 / 6)
                    .apply(ScalarOp.MAXIMUM, x.constant(0))
                    .apply(ScalarOp.MINIMUM, x.constant(1)))
            .withTangent((x, y, s, d) ->
                    x[0].is(ScalarOp.GT, -3).and(x[0].is(ScalarOp.LT, 3)).select(d[0].mul(1.0 / 6), d[0].constant(0)));

    /** x·hardsigmoid(x); the gradient is 0 at −3 and 1 at 3. */
    public static final Formula HARDSWISH = of("hardswish", FLOATING, x -> x.mul(
                            x.add(3).apply(ScalarOp.MAXIMUM, x.constant(0)).apply(ScalarOp.MINIMUM, x.constant(6)))
                    .mul(1.0 / 6))
            .withTangent((x, y, s, d) -> x[0].is(ScalarOp.LE, -3)
                    .select(
                            d[0].constant(0),
                            x[0].is(ScalarOp.LT, 3)
                                    .select(d[0].mul(x[0].mul(1.0 / 3).add(0.5)), d[0])));

    // Losses, before their reduction
    /** |a − b|. */
    public static final Formula L1 =
            Formula.of("l1Loss", PROMOTED, 2, 0, (x, s) -> x[0].sub(x[1]).apply(ScalarOp.ABS));

    /** (a − b)². */
    public static final Formula MSE =
            Formula.of("mseLoss", PROMOTED, 2, 0, (x, s) -> x[0].sub(x[1]).square());

    /** (a − b)²/(2β) where |a − b| &lt; β, else |a − b| − β/2; scalar β. */
    public static final Formula SMOOTH_L1 = Formula.of("smoothL1Loss", FLOATING, 2, 1, (x, s) -> {
        Expr difference = x[0].sub(x[1]); // squared itself, not its absolute value, whose second derivative is 0 at 0
        Expr z = difference.apply(ScalarOp.ABS);
        return z.apply(ScalarOp.LT, s[0]).select(difference.square().mul(0.5).div(s[0]), z.sub(s[0].mul(0.5)));
    });

    /** (a − b)²/2 where |a − b| ≤ δ, else δ(|a − b| − δ/2); scalar δ. */
    public static final Formula HUBER = Formula.of("huberLoss", FLOATING, 2, 1, (x, s) -> {
        Expr difference = x[0].sub(x[1]);
        Expr z = difference.apply(ScalarOp.ABS);
        return z.apply(ScalarOp.LE, s[0]).select(difference.square().mul(0.5), s[0].mul(z.sub(s[0].mul(0.5))));
    });

    /** Cross-entropy of a logit a and a probability b: softplus(a) − a·b. */
    public static final Formula BCE_WITH_LOGITS =
            Formula.of("binaryCrossEntropyWithLogits", FLOATING, 2, 0, (x, s) -> x[0].is(ScalarOp.GT, 0)
                    // Two forms of one function, each where it does not subtract two large numbers.
                    .select(
                            x[0].mul(x[1].rsub(1)).add(x[0].neg().apply(ScalarOp.SOFTPLUS)),
                            x[0].apply(ScalarOp.SOFTPLUS).sub(x[0].mul(x[1]))));

    /** Cross-entropy of a probability a and a probability b, logarithms clamped at −100. */
    public static final Formula BCE = Formula.of("binaryCrossEntropy", FLOATING, 2, 0, (x, s) -> x[1].add(-1)
                    .mul(clampedLog(x[0].rsub(1)))
                    .sub(x[1].mul(clampedLog(x[0]))))
            .withTangent((x, y, s, d) -> Tangents.sum(
                    d[0] == null
                            ? null
                            : d[0].mul(x[0].sub(x[1]))
                                    .div(x[0].rsub(1).mul(x[0]).apply(ScalarOp.MAXIMUM, x[0].constant(1e-12))),
                    d[1] == null ? null : d[1].mul(clampedLog(x[0].rsub(1)).sub(clampedLog(x[0])))));

    /** b·(ln b − a) for a log-probability a and a probability b; 0 where b is 0. */
    public static final Formula KL_DIV =
            Formula.of("klDiv", FLOATING, 2, 0, (x, s) -> xlogx(x[1]).sub(x[1].mul(x[0])));

    /** eᵇ·(b − a) for log-probabilities. */
    public static final Formula KL_DIV_LOG = Formula.of(
            "klDiv", FLOATING, 2, 0, (x, s) -> x[1].apply(ScalarOp.EXP).mul(x[1].sub(x[0])));

    private Formulas() {}

    private static Formula of(String name, Typing typing, UnaryOperator<Expr> body) {
        return Formula.of(name, typing, 1, 0, (x, s) -> body.apply(x[0]));
    }

    private static Formula unary(String name, Typing typing, ScalarOp op) {
        return of(name, typing, x -> x.apply(op));
    }

    private static Formula binary(String name, Typing typing, ScalarOp op) {
        return Formula.of(name, typing, 2, 0, (x, s) -> x[0].apply(op, x[1]));
    }

    private static Formula binaryScalar(String name, Typing typing, ScalarOp op) {
        return Formula.of(name, typing, 1, 1, (x, s) -> x[0].apply(op, s[0]));
    }

    /** On integers the quotient toward −∞ is one too small where the signs differ and the division leaves a rest. */
    private static Expr truncDiv(Expr a, Expr b) {
        if (a.type().isFloating()) {
            return a.div(b).apply(ScalarOp.TRUNC);
        }
        Expr quotient = a.apply(ScalarOp.FLOOR_DIV, b);
        Expr rest = a.apply(ScalarOp.REMAINDER, b);
        Expr inexact = rest.is(ScalarOp.NE, 0).and(quotient.is(ScalarOp.LT, 0));
        return inexact.select(quotient.add(1), quotient);
    }

    private static Expr clampedLog(Expr x) {
        return x.apply(ScalarOp.LOG).apply(ScalarOp.MAXIMUM, x.constant(-100));
    }

    private static Expr xlogx(Expr x) {
        return x.is(ScalarOp.EQ, 0).select(x.constant(0), x.mul(x.apply(ScalarOp.LOG)));
    }
}
