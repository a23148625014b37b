package io.github.autograd4j.nn;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.TensorImpl;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A layer or a model: parameters to be learnt, buffers that are not, and other modules, each registered under a name in
 * the constructor.
 *
 * <pre>{@code
 * final class Block extends Module {
 *   private final Linear inner = child("inner", new Linear(64, 64));
 *   private final Slot scale = parameter("scale", Tensor.ones(64));
 *
 *   @Override
 *   public Tensor forward(Tensor x) {
 *     return inner.forward(x).mul(scale.tensor()).add(x);
 *   }
 * }
 * }</pre>
 *
 * <p>Names, paths such as {@code 0.weight}, and their order are PyTorch's, so that states can be exchanged. A tensor
 * registered twice is one parameter with two names. Modules are not safe for use by several threads.
 */
public abstract class Module {
    private final Map<String, Slot> parameters = new LinkedHashMap<>();
    private final Map<String, Slot> buffers = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private boolean training = true;

    /** Creates a module without contents, in training mode. */
    protected Module() {}

    /**
     * Applies the module. Modules that take other arguments declare a method of their own for them.
     *
     * @param input the operand
     * @return the result
     */
    public Tensor forward(Tensor input) {
        throw new UnsupportedOperationException(name() + ": forward: takes other arguments than one tensor");
    }

    /**
     * Registers a parameter: it will require gradients and outlive any scope.
     *
     * @param name its name, without a dot
     * @param value a leaf of a floating type, which the module owns from now on; null if there is to be none
     * @return where to find it
     */
    protected final Slot parameter(String name, Tensor value) {
        if (value != null) {
            TensorImpl.adopt(value.requiresGrad(true));
        }
        return register(parameters, name, new Slot(value));
    }

    /**
     * Registers a buffer: state that is saved and moved with the module, but not learnt.
     *
     * @param name its name, without a dot
     * @param value the tensor, which the module owns from now on; null if there is to be none
     * @return where to find it
     */
    protected final Slot buffer(String name, Tensor value) {
        if (value != null) {
            TensorImpl.adopt(value);
        }
        return register(buffers, name, new Slot(value));
    }

    /**
     * Registers a module inside this one.
     *
     * @param name its name, without a dot
     * @param module the module
     * @param <M> its class
     * @return the module
     */
    protected final <M extends Module> M child(String name, M module) {
        return register(children, name, module);
    }

    private <T> T register(Map<String, ? super T> kind, String name, T value) {
        if (name.isEmpty() || name.indexOf('.') >= 0) {
            throw new IllegalArgumentException(name() + ": malformed name: '" + name + "' (empty, or with a dot)");
        }
        if (parameters.containsKey(name) || buffers.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException(name() + ": the name '" + name + "' is taken");
        }
        kind.put(name, value);
        return value;
    }

    /**
     * Returns the parameters of this module and those inside, each once: what an optimizer gets.
     *
     * @return the tensors that are there now; {@link #to(Device)} and {@link #to(DType)} replace them
     */
    public final List<Tensor> parameters() {
        return List.copyOf(namedParameters().values());
    }

    /**
     * Returns the parameters by path, each once.
     *
     * @return a new map, in the order of registration
     */
    public final Map<String, Tensor> namedParameters() {
        return distinct(
                (module, path, found) -> module.parameters.forEach((name, slot) -> found.accept(path + name, slot)));
    }

    /**
     * Returns the buffers by path, each once.
     *
     * @return a new map, in the order of registration
     */
    public final Map<String, Tensor> namedBuffers() {
        return distinct(
                (module, path, found) -> module.buffers.forEach((name, slot) -> found.accept(path + name, slot)));
    }

    private interface Finder {
        void find(Module module, String path, BiConsumer<String, Slot> found);
    }

    private Map<String, Tensor> distinct(Finder finder) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        visit(
                "",
                (path, module) -> finder.find(module, path, (name, slot) -> {
                    if (slot.tensor() != null && seen.add(slot.tensor())) {
                        result.put(name, slot.tensor());
                    }
                }));
        return result;
    }

    /** All slots by path, with those that share a tensor: in the order of PyTorch's state. */
    final Map<String, Slot> slots() {
        Map<String, Slot> result = new LinkedHashMap<>();
        visit("", (path, module) -> {
            module.parameters.forEach((name, slot) -> result.put(path + name, slot));
            module.buffers.forEach((name, slot) -> result.put(path + name, slot));
        });
        result.values().removeIf(slot -> slot.tensor() == null);
        return result;
    }

    /** Calls with each module, this one first, and the prefix of the names in it. */
    private void visit(String prefix, BiConsumer<String, Module> visitor) {
        visitor.accept(prefix, this);
        children.forEach((name, module) -> module.visit(prefix + name + ".", visitor));
    }

    /**
     * Returns the modules directly inside this one.
     *
     * @return an unmodifiable view, by name
     */
    public final Map<String, Module> children() {
        return Collections.unmodifiableMap(children);
    }

    /**
     * Returns this module and all inside it, at any depth.
     *
     * @return the modules by path, this one's being empty, in the order of registration
     */
    public final Map<String, Module> namedModules() {
        Map<String, Module> result = new LinkedHashMap<>();
        visit("", (path, module) -> result.put(path.isEmpty() ? "" : path.substring(0, path.length() - 1), module));
        return result;
    }

    /**
     * Returns this module and all inside it, at any depth.
     *
     * @return the modules, in the order of registration
     */
    public final List<Module> modules() {
        return List.copyOf(namedModules().values());
    }

    /**
     * Returns the number of elements of all parameters.
     *
     * @return how many numbers are learnt
     */
    public final long parameterCount() {
        return parameters().stream().mapToLong(Tensor::numel).sum();
    }

    /**
     * Puts this module and all inside it into training mode.
     *
     * @return this
     */
    public final Module train() {
        return train(true);
    }

    /**
     * Puts this module and all inside it into evaluation mode: dropout rests, running statistics are used and not
     * changed.
     *
     * @return this
     */
    public final Module eval() {
        return train(false);
    }

    /**
     * Chooses the mode of this module and all inside it.
     *
     * @param mode true for training
     * @return this
     */
    public final Module train(boolean mode) {
        visit("", (path, module) -> module.training = mode);
        return this;
    }

    /** Sets the mode of this module alone. */
    final void mode(boolean trains) {
        training = trains;
    }

    /** The parameters registered here, without those inside. */
    final List<Tensor> ownParameters() {
        return parameters.values().stream()
                .map(Slot::tensor)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Tells which mode this module is in.
     *
     * @return true for training, as at first
     */
    public final boolean isTraining() {
        return training;
    }

    /** Forgets the gradients of all parameters. */
    public final void zeroGrad() {
        for (Tensor parameter : parameters()) {
            if (parameter.requiresGrad()) {
                parameter.zeroGrad();
            }
        }
    }

    /**
     * Makes all parameters require gradients, or not: those that do not are frozen.
     *
     * @param requires whether they are learnt
     * @return this
     */
    public final Module requiresGrad(boolean requires) {
        parameters().forEach(parameter -> parameter.requiresGrad(requires));
        return this;
    }

    /**
     * Moves parameters, their gradients, and buffers to a device. The tensors that were elsewhere are closed, so an
     * optimizer is made after its model is where it is to be.
     *
     * @param device where to
     * @return this
     */
    public final Module to(Device device) {
        return convert(tensor -> tensor.to(device));
    }

    /**
     * Converts floating-point parameters, their gradients, and buffers to a type. The tensors of other types are closed,
     * so an optimizer is made afterwards.
     *
     * @param dtype a floating type
     * @return this
     */
    public final Module to(DType dtype) {
        if (!dtype.isFloating()) {
            throw new DTypeException("to: a module is converted to a floating type, not to " + dtype);
        }
        return convert(tensor -> tensor.dtype().isFloating() ? tensor.to(dtype) : tensor);
    }

    @SuppressWarnings("try")
    private Module convert(UnaryOperator<Tensor> conversion) {
        // Everything is converted before anything is replaced: running out of memory changes nothing.
        Map<Tensor, Tensor> replacements = new IdentityHashMap<>();
        Set<Slot> slots = new LinkedHashSet<>(slots().values());
        try (Scope scope = Scope.open()) {
            for (Slot slot : slots) {
                replacements.computeIfAbsent(slot.tensor(), old -> converted(old, conversion));
            }
        }
        slots.forEach(slot -> slot.replace(replacements.get(slot.tensor())));
        replacements.forEach((old, replacement) -> {
            if (old != replacement) {
                old.close();
            }
        });
        return this;
    }

    private static Tensor converted(Tensor old, UnaryOperator<Tensor> conversion) {
        Tensor plain = old.detach();
        Tensor result = conversion.apply(plain);
        if (result == plain) {
            return old;
        }
        TensorImpl.adopt(result.requiresGrad(old.requiresGrad()));
        Tensor gradient = old.grad();
        if (gradient != null) {
            result.setGrad(conversion.apply(gradient.detach()));
        }
        return result;
    }

    /**
     * Returns parameters and buffers by path.
     *
     * @return a new map, in PyTorch's order, of tensors that share the memory of the module's and require no gradients
     */
    public final Map<String, Tensor> stateDict() {
        return StateDict.of(this);
    }

    /**
     * Copies values into the parameters and buffers, converted to their devices and types.
     *
     * @param state exactly the names of {@link #stateDict()}, with tensors of the same shapes
     * @throws IllegalArgumentException if names are missing, unexpected, or shapes differ; nothing has changed then
     */
    public final void loadStateDict(Map<String, Tensor> state) {
        StateDict.load(this, state, true);
    }

    /**
     * Copies values into the parameters and buffers, converted to their devices and types.
     *
     * @param state tensors by name
     * @param strict whether a name that is missing or unexpected is an error
     * @return the names that were missing or unexpected
     * @throws IllegalArgumentException if something does not fit; nothing has changed then
     */
    public final LoadResult loadStateDict(Map<String, Tensor> state, boolean strict) {
        return StateDict.load(this, state, strict);
    }

    /**
     * Which names of a state did not correspond to the module's.
     *
     * @param missing names of the module that the state has not
     * @param unexpected names of the state that the module has not
     */
    public record LoadResult(List<String> missing, List<String> unexpected) {
        /**
         * Copies the lists.
         *
         * @param missing names of the module that the state has not
         * @param unexpected names of the state that the module has not
         */
        public LoadResult {
            missing = List.copyOf(missing);
            unexpected = List.copyOf(unexpected);
        }
    }

    /**
     * Returns what {@link #toString()} tells of this module beside its name and the modules inside.
     *
     * @return for example {@code in_features=784, out_features=10, bias=True}; empty if nothing
     */
    protected String describe() {
        return "";
    }

    String name() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? "Module" : name;
    }

    /** Returns the modules as an indented tree, as PyTorch prints them. */
    @Override
    public final String toString() {
        String own = describe();
        if (children.isEmpty()) {
            return name() + "(" + own + ")";
        }
        StringBuilder text = new StringBuilder(name()).append("(\n");
        if (!own.isEmpty()) {
            text.append("  ").append(own).append('\n');
        }
        children.forEach((name, module) -> text.append("  (")
                .append(name)
                .append("): ")
                .append(module.toString().replace("\n", "\n  "))
                .append('\n'));
        return text.append(')').toString();
    }
}
