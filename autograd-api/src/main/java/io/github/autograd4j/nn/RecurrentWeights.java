package io.github.autograd4j.nn;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrentCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parameters of one recurrent layer in one direction, and its way over a sequence. */
record RecurrentWeights(RecurrentCell cell, Slot ofInput, Slot ofHidden, Slot inputBias, Slot hiddenBias) {
    /** Registers parameters that are uniform in ±1/√h; the suffix of their names tells layer and direction. */
    static RecurrentWeights in(
            Module module, String suffix, RecurrentCell cell, long in, long hidden, boolean bias, Rng rng) {
        long rows = cell.blocks() * hidden;
        return new RecurrentWeights(
                cell,
                module.parameter("weight_ih" + suffix, Init.standard(Tensor.zeros(rows, in), hidden, rng)),
                module.parameter("weight_hh" + suffix, Init.standard(Tensor.zeros(rows, hidden), hidden, rng)),
                module.parameter("bias_ih" + suffix, bias ? Init.standard(Tensor.zeros(rows), hidden, rng) : null),
                module.parameter("bias_hh" + suffix, bias ? Init.standard(Tensor.zeros(rows), hidden, rng) : null));
    }

    DType dtype() {
        return ofHidden.tensor().dtype();
    }

    /** The states after each step of a sequence [time, batch, in] of a compute type. */
    Tensor[] run(boolean reverse, Tensor x, Tensor... initial) {
        Tensor first = typed(inputBias, x);
        Tensor second = typed(hiddenBias, x);
        boolean biased = first != null;
        // Only a gate between the two parts tells their biases apart.
        boolean apart = biased && cell.resets();
        List<Tensor> operands = new ArrayList<>();
        operands.add(Functional.linear(x, typed(ofInput, x), apart ? first : null));
        operands.add(typed(ofHidden, x));
        operands.addAll(Arrays.asList(initial));
        if (biased) {
            operands.add(apart ? second : first.add(second));
        }
        boolean recorded = Autograd.isGradEnabled() && operands.stream().anyMatch(Tensor::requiresGrad);
        Tensor[] results = new Recurrence(cell, reverse, recorded).apply(operands.toArray(Tensor[]::new));
        return Arrays.copyOf(results, cell.states());
    }

    private static Tensor typed(Slot slot, Tensor like) {
        return slot.tensor() == null ? null : slot.tensor().to(like.dtype());
    }
}
