package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Dispatcher;
import java.util.Arrays;

/**
 * One recurrent layer in one direction, over a whole sequence: what cannot be done for all steps at once. The product of
 * the inputs and their weights can, and is an operand.
 *
 * <p>Operands, all of one compute type: the input's part [time, batch, blocks·h]; the weights of the hidden state
 * [blocks·h, h]; the initial states [batch, h]; and perhaps the bias of the hidden state's part [blocks·h]. Results, each
 * [time, batch, h]: the states after each step, and perhaps what the cell keeps for its gradient.
 *
 * @param cell what a step does
 * @param reverse whether the last step is the first to be done
 * @param keeps whether what the gradient needs is a result; an operation that is recorded must keep it
 */
public record Recurrence(RecurrentCell cell, boolean reverse, boolean keeps) implements Composite {
    @Override
    public String name() {
        return cell.title();
    }

    /**
     * Returns the number of results.
     *
     * @return that of the states, and of what is kept
     */
    public int results() {
        return cell.states() + (keeps ? cell.kept() : 0);
    }

    /**
     * Returns where a step is in the sequence.
     *
     * @param step its number, 0 for the first to be done
     * @param length the number of steps
     * @return its position in time
     */
    public int position(int step, int length) {
        return reverse ? length - 1 - step : step;
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        DType type = inputs[0].dtype();
        for (TensorSpec input : inputs) {
            if (!type.isFloating() || type != type.compute() || input.dtype() != type) {
                throw new DTypeException(name() + ": expected float32 or float64 throughout, got " + describe(inputs));
            }
        }
        Shape parts = inputs[0].shape();
        Shape weights = inputs[1].shape();
        boolean fits = parts.rank() == 3
                && weights.rank() == 2
                && weights.dim(0) == cell.blocks() * weights.dim(1)
                && parts.dim(2) == weights.dim(0);
        for (int s = 0; fits && s < cell.states(); s++) {
            fits = inputs[2 + s].shape().equals(Shape.of(parts.dim(1), weights.dim(1)));
        }
        if (fits && isBiased(inputs.length)) {
            fits = inputs[inputs.length - 1].shape().equals(Shape.of(weights.dim(0)));
        }
        if (!fits) {
            throw new ShapeException(name() + ": operands do not fit: " + describe(inputs));
        }
        if (parts.dim(0) == 0) {
            throw new ShapeException(name() + ": expected at least one step, got " + describe(inputs));
        }
        TensorSpec[] specs = new TensorSpec[results()];
        Arrays.fill(specs, TensorSpec.of(type, Shape.of(parts.dim(0), parts.dim(1), weights.dim(1))));
        return specs;
    }

    private static String describe(TensorSpec... inputs) {
        return String.join(", ", Arrays.stream(inputs).map(TensorSpec::describe).toList());
    }

    /**
     * Tells whether the last operand is a bias.
     *
     * @param operands the number of operands
     * @return whether there are more than parts, weights and states
     */
    public boolean isBiased(int operands) {
        return operands > 2 + cell.states();
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        boolean biased = isBiased(inputs.length);
        int blocks = cell.blocks();
        int states = cell.states();
        int length = Math.toIntExact(inputs[0].size(0));
        Tensor[] parts = blocks(inputs[0]);
        Tensor weights = inputs[1].t();
        Op program = cell.program(inputs[0].dtype(), biased, keeps).op();
        Tensor[] operands = new Tensor[(biased ? 3 : 2) * blocks + states];
        if (biased) {
            System.arraycopy(blocks(inputs[inputs.length - 1]), 0, operands, 2 * blocks, blocks);
        }
        System.arraycopy(inputs, 2, operands, operands.length - states, states);
        Tensor[][] results = new Tensor[results()][length];
        for (int step = 0; step < length; step++) {
            int t = position(step, length);
            Tensor[] hidden = blocks(operands[operands.length - states].matmul(weights));
            for (int b = 0; b < blocks; b++) {
                operands[b] = parts[b].select(0, t);
                operands[blocks + b] = hidden[b];
            }
            Tensor[] made = Dispatcher.applyAll(program, operands);
            System.arraycopy(made, 0, operands, operands.length - states, states);
            for (int k = 0; k < made.length; k++) {
                results[k][t] = made[k];
            }
        }
        return Arrays.stream(results).map(each -> Tensor.stack(0, each)).toArray(Tensor[]::new);
    }

    /** The blocks along the last axis. */
    private Tensor[] blocks(Tensor x) {
        long width = x.size(-1) / cell.blocks();
        Tensor[] blocks = new Tensor[cell.blocks()];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = x.narrow(-1, b * width, width);
        }
        return blocks;
    }
}
