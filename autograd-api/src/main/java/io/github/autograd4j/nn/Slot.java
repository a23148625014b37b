package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * A place of a {@link Module} that holds a parameter or a buffer. Modules keep the place rather than the tensor: moving
 * a module to another device or element type puts another tensor there.
 */
public final class Slot {
    private Tensor tensor;

    Slot(Tensor tensor) {
        this.tensor = tensor;
    }

    /**
     * Returns what is there now.
     *
     * @return the tensor, or null if the module was made without it, as a layer without bias
     */
    public Tensor tensor() {
        return tensor;
    }

    void replace(Tensor replacement) {
        tensor = replacement;
    }
}
