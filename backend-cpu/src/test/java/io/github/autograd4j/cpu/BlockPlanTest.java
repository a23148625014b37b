package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Expr;
import io.github.autograd4j.op.Formula;
import io.github.autograd4j.op.ScalarOp;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockPlanTest {
    /** tanh(tanh(… x …)) · x. */
    private static final Formula CHAIN = Formula.of("chain", Formula.Typing.FLOATING, 1, 0, (x, s) -> {
        Expr y = x[0];
        for (int i = 0; i < 20; i++) {
            y = y.apply(ScalarOp.TANH);
        }
        return y.mul(x[0]);
    });

    private static final Formula SCALARS = Formula.of("scalars", Formula.Typing.FLOATING, 2, 2, (x, s) -> s[0].mul(s[1])
            .apply(ScalarOp.EXP)
            .mul(x[0])
            .add(x[1]));

    private static ProgramCode code(Formula formula) {
        DType type = DType.FLOAT32;
        return ProgramCode.of(formula.arity() == 1 ? formula.bind(type, type) : formula.bind(type, type, type));
    }

    private static int registers(BlockPlan plan) {
        return Arrays.stream(plan.register).max().orElse(-1) + 1;
    }

    @Test
    void registersAreUsedAgain() {
        BlockPlan loaded = new BlockPlan(code(CHAIN), 0, 0, 0, false);
        assertThat(registers(loaded)).isEqualTo(2);
        BlockPlan inPlace = new BlockPlan(code(CHAIN), 0, 1, 1, false);
        assertThat(registers(inPlace)).isEqualTo(1);
        assertThat(inPlace.stored).isEmpty();
    }

    @Test
    void anInputIsNotOverwrittenWhileItIsStillRead() {
        Formula two = Formula.of("two", Formula.Typing.FLOATING, 1, 0, (x, s) -> x[0].apply(ScalarOp.EXP)
                .mul(x[0]));
        ProgramCode code = code(two);
        BlockPlan plan = new BlockPlan(code, 0, 1, 1, true);
        // The product reads the input for the last time, so it may go there.
        assertThat(plan.direct[code.output[0]]).isZero();
        assertThat(plan.direct[code.output[0] - 1]).isEqualTo(-1);
    }

    @Test
    void whatDependsOnNoElementIsComputedOnce() {
        BlockPlan plan = new BlockPlan(code(SCALARS), 0, 3, 1, false);
        assertThat(plan.steps).hasSize(4); // two inputs, the product and the sum
        assertThat(plan.repeated).hasSize(1);
        BlockPlan uniform = new BlockPlan(code(SCALARS), 3, 0, 1, false);
        assertThat(uniform.steps).isEmpty();
        assertThat(uniform.stored).containsExactly(0);
    }
}
