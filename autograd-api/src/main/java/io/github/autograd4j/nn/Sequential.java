package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;
import java.util.List;
import java.util.Map;

/** Modules applied one after the other; their names are 0, 1, 2, … unless given. */
public final class Sequential extends Module {
    private final List<Module> steps;

    /**
     * Creates a chain.
     *
     * @param steps the modules, the first to be applied first
     */
    public Sequential(Module... steps) {
        this.steps = List.of(steps);
        for (int i = 0; i < steps.length; i++) {
            child(Integer.toString(i), steps[i]);
        }
    }

    /**
     * Creates a chain of named modules.
     *
     * @param steps the modules by name, in the order of the map
     */
    public Sequential(Map<String, Module> steps) {
        this.steps = List.copyOf(steps.values());
        steps.forEach(this::child);
    }

    /**
     * Returns a module of the chain.
     *
     * @param index its position, from 0
     * @return the module
     */
    public Module get(int index) {
        return steps.get(index);
    }

    /**
     * Returns the number of modules.
     *
     * @return the length of the chain
     */
    public int size() {
        return steps.size();
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor x = input;
        for (Module step : steps) {
            x = step.forward(x);
            Trace.report(step, x);
        }
        return x;
    }
}
