package io.github.autograd4j.optim;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies the state of optimizers out and in. Parameters are numbered through all groups. */
final class OptimizerState {
    private OptimizerState() {}

    static Map<String, Tensor> of(Optimizer optimizer) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        int number = 0;
        int groupNumber = 0;
        for (ParameterGroup group : optimizer.groups()) {
            String prefix = "param_groups." + groupNumber++ + ".";
            result.put(prefix + "lr", number(group.learningRate()));
            result.put(prefix + "weight_decay", number(group.weightDecay()));
            result.put(prefix + "momentum", number(group.momentum()));
            for (ParameterState state : group.states) {
                if (state != null) {
                    result.put(key(number, "step"), number(state.step));
                    for (int k = 0; k < state.tensors.length; k++) {
                        result.put(key(number, optimizer.stateNames().get(k)), state.tensors[k].detach());
                    }
                }
                number++;
            }
        }
        return result;
    }

    @SuppressWarnings("try")
    private static Tensor number(double value) {
        try (Restore ignored = Device.cpu().use()) {
            return Tensor.scalar(value);
        }
    }

    private static String key(int parameter, String name) {
        return "state." + parameter + "." + name;
    }

    static void load(Optimizer optimizer, Map<String, Tensor> state) {
        List<String> problems = new ArrayList<>();
        Set<String> expected = new LinkedHashSet<>();
        List<Runnable> changes = new ArrayList<>();
        int number = 0;
        int groupNumber = 0;
        for (ParameterGroup group : optimizer.groups()) {
            String prefix = "param_groups." + groupNumber++ + ".";
            for (String setting : List.of("lr", "weight_decay", "momentum")) {
                check(state, prefix + setting, Tensor.scalar(0), expected, problems);
            }
            if (problems.isEmpty()) {
                ParameterGroup checked = new ParameterGroup(List.of(), 0, 0, 0)
                        .learningRate(state.get(prefix + "lr").item())
                        .weightDecay(state.get(prefix + "weight_decay").item())
                        .momentum(state.get(prefix + "momentum").item());
                changes.add(() -> group.learningRate(checked.learningRate())
                        .weightDecay(checked.weightDecay())
                        .momentum(checked.momentum()));
            }
            for (int i = 0; i < group.states.size(); i++) {
                ParameterState loaded = null;
                if (state.containsKey(key(number, "step"))) {
                    loaded = state(optimizer, group.parameters().get(i), number, state, expected, problems);
                }
                ParameterState replacement = loaded;
                int index = i;
                changes.add(() -> group.states.set(index, replacement));
                number++;
            }
        }
        Set<String> unexpected = new LinkedHashSet<>(state.keySet());
        unexpected.removeAll(expected);
        if (!unexpected.isEmpty()) {
            problems.add("unexpected: " + String.join(", ", unexpected));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("loadStateDict: the state does not fit this " + optimizer.name() + ": "
                    + String.join("; ", problems));
        }
        changes.forEach(Runnable::run);
    }

    @SuppressWarnings("try")
    private static ParameterState state(
            Optimizer optimizer,
            Tensor parameter,
            int number,
            Map<String, Tensor> state,
            Set<String> expected,
            List<String> problems) {
        check(state, key(number, "step"), Tensor.scalar(0), expected, problems);
        for (String name : optimizer.stateNames()) {
            check(state, key(number, name), parameter, expected, problems);
        }
        if (!problems.isEmpty()) {
            return null;
        }
        ParameterState loaded = optimizer.newState(parameter);
        loaded.step = state.get(key(number, "step")).itemLong();
        DType dtype = ParameterState.dtype(parameter);
        try (Restore recording = Autograd.noGrad();
                Scope scope = Scope.open()) {
            for (int k = 0; k < loaded.tensors.length; k++) {
                Tensor value = state.get(key(number, optimizer.stateNames().get(k)));
                loaded.tensors[k].assign(value.detach().to(parameter.device()).to(dtype));
            }
        }
        return loaded;
    }

    private static void check(
            Map<String, Tensor> state, String name, Tensor like, Set<String> expected, List<String> problems) {
        expected.add(name);
        Tensor value = state.get(name);
        if (value == null) {
            problems.add("missing: " + name);
        } else if (!value.shape().equals(like.shape())) {
            problems.add(name + " is " + like.shape() + " here and " + value.shape() + " in the state");
        }
    }
}
