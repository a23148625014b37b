package io.github.autograd4j.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Modules in a row that are applied by the module they are in; their names are 0, 1, 2, ….
 *
 * @param <M> their class
 */
public final class ModuleList<M extends Module> extends Module implements Iterable<M> {
    private final List<M> modules = new ArrayList<>();

    /** Creates an empty list. */
    public ModuleList() {}

    /**
     * Creates a list.
     *
     * @param modules its modules
     */
    public ModuleList(Iterable<? extends M> modules) {
        modules.forEach(this::add);
    }

    /**
     * Appends a module.
     *
     * @param module the module
     */
    public void add(M module) {
        modules.add(child(Integer.toString(modules.size()), module));
    }

    /**
     * Returns a module.
     *
     * @param index its position, from 0
     * @return the module
     */
    public M get(int index) {
        return modules.get(index);
    }

    /**
     * Returns the number of modules.
     *
     * @return how many
     */
    public int size() {
        return modules.size();
    }

    @Override
    public Iterator<M> iterator() {
        return Collections.unmodifiableList(modules).iterator();
    }
}
