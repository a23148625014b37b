package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Dispatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The gradient of a {@link Recurrence}, step by step from the last that was done to the first. Those of the weights and
 * the bias follow from it for all steps at once.
 *
 * <p>Operands: the weights; the cotangents of all states [time, batch, h]; their initial values [batch, h]; their values
 * after each step; what was kept; and perhaps the cotangents of that. Results: the gradient of the input's part; if the
 * cell {@linkplain RecurrentCell#resets resets}, that of the hidden state's part; and those of the initial states.
 * Without a rule of its own, its decomposition is what second derivatives go through.
 *
 * @param of the operation whose gradient this is
 */
public record RecurrenceGrad(Recurrence of) implements Composite {
    @Override
    public String name() {
        return of.name() + "Grad";
    }

    /** Where a group of operands begins: cotangents, initial states, states, what was kept, cotangents of that. */
    private int start(int group) {
        return 1
                + Math.min(group, 3) * of.cell().states()
                + Math.max(0, group - 3) * of.cell().kept();
    }

    /**
     * Tells whether the last operands are cotangents of what was kept.
     *
     * @param operands the number of operands
     * @return whether there are
     */
    public boolean isSecond(int operands) {
        return operands > start(4);
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        RecurrentCell cell = of.cell();
        Shape sequence = inputs[1].shape();
        Shape state = Shape.of(sequence.dim(1), sequence.dim(2));
        for (int i = 1; i < inputs.length; i++) {
            boolean initial = i >= start(1) && i < start(2);
            if (!inputs[i].shape().equals(initial ? state : sequence)) {
                throw new ShapeException(
                        name() + ": " + inputs[i].describe() + " does not match " + inputs[1].describe());
            }
        }
        TensorSpec parts = TensorSpec.of(
                inputs[0].dtype(),
                Shape.of(sequence.dim(0), sequence.dim(1), inputs[0].shape().dim(0)));
        TensorSpec[] specs = new TensorSpec[(cell.resets() ? 2 : 1) + cell.states()];
        Arrays.fill(specs, TensorSpec.of(inputs[0].dtype(), state));
        Arrays.fill(specs, 0, specs.length - cell.states(), parts);
        return specs;
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        RecurrentCell cell = of.cell();
        int length = Math.toIntExact(inputs[1].size(0));
        Op program =
                cell.gradientProgram(inputs[0].dtype(), isSecond(inputs.length)).op();
        Tensor[] initial = group(1, inputs);
        Tensor[] states = group(2, inputs);
        Tensor product = initial[0].zerosLike();
        Tensor[] carried = new Tensor[cell.carried()];
        Arrays.fill(carried, product);
        Tensor[][] parts = new Tensor[cell.resets() ? 2 : 1][length];
        for (int step = length - 1; step >= 0; step--) {
            int t = of.position(step, length);
            List<Tensor> operands = new ArrayList<>();
            addStep(operands, group(0, inputs), t);
            operands.add(product);
            Collections.addAll(operands, carried);
            addStep(operands, group(3, inputs), t);
            if (step == 0) {
                Collections.addAll(operands, initial);
            } else {
                addStep(operands, states, of.position(step - 1, length));
            }
            addStep(operands, states, t);
            addStep(operands, group(4, inputs), t);
            Tensor[] made = Dispatcher.applyAll(program, operands.toArray(Tensor[]::new));
            for (int p = 0; p < parts.length; p++) {
                parts[p][t] = Tensor.cat(1, Arrays.copyOfRange(made, p * cell.blocks(), (p + 1) * cell.blocks()));
            }
            product = parts[parts.length - 1][t].matmul(inputs[0]);
            carried = Arrays.copyOfRange(made, made.length - cell.carried(), made.length);
        }
        List<Tensor> results = new ArrayList<>();
        for (Tensor[] part : parts) {
            results.add(Tensor.stack(0, part));
        }
        results.add(cell.carriesHidden() ? product.add(carried[0]) : product);
        if (cell.states() > 1) {
            results.add(carried[0]);
        }
        return results.toArray(Tensor[]::new);
    }

    private Tensor[] group(int number, Tensor... inputs) {
        return Arrays.copyOfRange(inputs, start(number), Math.min(start(number + 1), inputs.length));
    }

    private static void addStep(List<Tensor> operands, Tensor[] sequences, int t) {
        for (Tensor sequence : sequences) {
            operands.add(sequence.select(0, t));
        }
    }
}
