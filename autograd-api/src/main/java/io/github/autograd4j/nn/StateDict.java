package io.github.autograd4j.nn;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies the state of modules out and in. */
final class StateDict {
    private StateDict() {}

    static Map<String, Tensor> of(Module module) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        module.slots().forEach((name, slot) -> state.put(name, slot.tensor().detach()));
        return state;
    }

    @SuppressWarnings("try")
    static Module.LoadResult load(Module module, Map<String, Tensor> state, boolean strict) {
        Map<String, Slot> slots = module.slots();
        List<String> missing = new ArrayList<>(slots.keySet());
        missing.removeAll(state.keySet());
        List<String> unexpected = new ArrayList<>(state.keySet());
        unexpected.removeAll(slots.keySet());
        List<String> problems = new ArrayList<>();
        if (strict && !missing.isEmpty()) {
            problems.add("missing: " + String.join(", ", missing));
        }
        if (strict && !unexpected.isEmpty()) {
            problems.add("unexpected: " + String.join(", ", unexpected));
        }
        slots.forEach((name, slot) -> {
            Tensor value = state.get(name);
            if (value != null && !fits(value, slot.tensor())) {
                problems.add(
                        name + " is " + slot.tensor().describe() + " here and " + value.describe() + " in the state");
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "loadStateDict: the state does not fit " + module.name() + ": " + String.join("; ", problems));
        }
        try (Restore recording = Autograd.noGrad();
                Scope scope = Scope.open()) {
            // All transfers and conversions first, so that one that fails leaves the module as it was.
            Map<Slot, Tensor> values = new LinkedHashMap<>();
            slots.forEach((name, slot) -> {
                Tensor value = state.get(name);
                if (value != null) {
                    Tensor target = slot.tensor();
                    values.put(slot, value.detach().to(target.device()).to(target.dtype()));
                }
            });
            values.forEach((slot, value) -> slot.tensor().assign(value));
        }
        return new Module.LoadResult(missing, unexpected);
    }

    private static boolean fits(Tensor value, Tensor target) {
        return value.shape().equals(target.shape())
                && value.dtype().isFloating() == target.dtype().isFloating();
    }
}
