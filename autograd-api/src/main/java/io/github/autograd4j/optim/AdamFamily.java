package io.github.autograd4j.optim;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Expr;
import io.github.autograd4j.op.ScalarOp;
import java.util.List;

/** What Adam and AdamW share: everything but how weights decay. */
abstract sealed class AdamFamily extends Optimizer permits Adam, AdamW {
    private static final UpdateProgram STEP =
            new UpdateProgram("adam", 2, 8, (x, s) -> step(x[0], x[1], x[2], x[3], null, s));
    private static final UpdateProgram AMSGRAD_STEP =
            new UpdateProgram("adam", 3, 8, (x, s) -> step(x[0], x[1], x[2], x[3], x[4], s));

    private final double beta2;
    private final double eps;
    private final boolean amsgrad;

    AdamFamily(AdamBuilder<?> builder) {
        super(builder.parameters, builder.learningRate, builder.weightDecay, builder.beta1);
        this.beta2 = Settings.fraction("beta2", builder.beta2);
        this.eps = Settings.atLeastZero("eps", builder.eps);
        this.amsgrad = builder.amsgrad;
    }

    private static Expr[] step(Expr p, Expr gradient, Expr m, Expr v, Expr largest, Expr[] s) {
        Expr shrink = s[0];
        Expr coupledDecay = s[1];
        Expr oneMinusBeta1 = s[2];
        Expr beta2 = s[3];
        Expr oneMinusBeta2 = s[4];
        Expr rootOfCorrection2 = s[5];
        Expr eps = s[6];
        Expr stepSize = s[7];

        Expr g = gradient.add(coupledDecay.mul(p));
        Expr mean = m.add(g.sub(m).mul(oneMinusBeta1));
        Expr square = beta2.mul(v).add(oneMinusBeta2.mul(g.square()));
        Expr second = largest == null ? square : largest.apply(ScalarOp.MAXIMUM, square);
        Expr denominator = second.apply(ScalarOp.SQRT).div(rootOfCorrection2).add(eps);
        Expr next = p.mul(shrink).sub(stepSize.mul(mean).div(denominator));
        return largest == null ? new Expr[] {next, mean, square} : new Expr[] {next, mean, square, second};
    }

    @Override
    protected final List<String> stateNames() {
        return amsgrad ? List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq") : List.of("exp_avg", "exp_avg_sq");
    }

    /** The factor of the parameter before the step. */
    @Override
    protected final boolean hasMomentum() {
        return true;
    }

    abstract double shrink(ParameterGroup group);

    /** The factor of the parameter in the gradient. */
    abstract double coupledDecay(ParameterGroup group);

    @Override
    protected final void update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state) {
        double beta1 = group.momentum();
        double correction1 = 1 - Math.pow(beta1, state.step);
        double correction2 = 1 - Math.pow(beta2, state.step);
        (amsgrad ? AMSGRAD_STEP : STEP)
                .queue(
                        batch(),
                        parameter,
                        gradient,
                        state,
                        shrink(group),
                        coupledDecay(group),
                        1 - beta1,
                        beta2,
                        1 - beta2,
                        Math.sqrt(correction2),
                        eps,
                        group.learningRate() / correction1);
    }
}
