package io.github.autograd4j.optim;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.UpdateBatch;
import io.github.autograd4j.op.PointwiseProgram;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The update of an optimizer as one program of (parameter, gradient, state…) that gives (parameter, state…), for each
 * type of parameter made when first needed. Arithmetic and state have the compute type.
 */
final class UpdateProgram {
    private final String name;
    private final int states;
    private final int scalars;
    private final PointwiseProgram.Body body;
    private final Map<DType, PointwiseProgram> programs = new ConcurrentHashMap<>();

    UpdateProgram(String name, int states, int scalars, PointwiseProgram.Body body) {
        this.name = name;
        this.states = states;
        this.scalars = scalars;
        this.body = body;
    }

    /** Puts the update of a parameter into a batch; should it not come about, its step does not count. */
    void queue(UpdateBatch batch, Tensor parameter, Tensor gradient, ParameterState state, double... arguments) {
        Tensor[] inputs = new Tensor[2 + states];
        Tensor[] targets = new Tensor[1 + states];
        inputs[0] = targets[0] = parameter;
        inputs[1] = gradient;
        System.arraycopy(state.tensors, 0, inputs, 2, states);
        System.arraycopy(state.tensors, 0, targets, 1, states);
        PointwiseProgram program = programs.computeIfAbsent(parameter.dtype(), this::program);
        batch.add(name, program.op(arguments), () -> state.step--, inputs, targets);
    }

    private PointwiseProgram program(DType dtype) {
        DType compute = dtype.compute();
        List<DType> state = Collections.nCopies(states, compute);
        List<DType> inputs =
                Stream.concat(Stream.of(dtype, dtype), state.stream()).toList();
        List<DType> outputs = Stream.concat(Stream.of(dtype), state.stream()).toList();
        return PointwiseProgram.of(name, compute, inputs, scalars, outputs, body);
    }
}
