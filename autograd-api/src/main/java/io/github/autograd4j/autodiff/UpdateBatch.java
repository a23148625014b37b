package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.Storage;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.spi.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Updates in place that are run together: those of one program, its scalars and a device in one call of the backend. */
public final class UpdateBatch {
    private record Entry(PreparedUpdate update, Runnable undo) {}

    private final List<List<Entry>> groups = new ArrayList<>();
    private final Set<Storage> read = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Storage> written = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Creates a batch without updates. */
    public UpdateBatch() {}

    /**
     * Adds an update, as by {@link InPlace#update}. One that would see or change what an earlier one does runs after it.
     *
     * @param undo called if the update does not come about after all
     */
    public void add(String name, Pointwise op, Runnable undo, Tensor[] inputs, Tensor... targets) {
        PreparedUpdate update = new PreparedUpdate(name, op, inputs, targets);
        if (update.isEmpty()) {
            update.finish();
            return;
        }
        if (meetsOthers(update)) {
            run();
        }
        for (Tensor input : inputs) {
            read.add(((TensorImpl) input).storage);
        }
        for (Tensor target : targets) {
            written.add(((TensorImpl) target).storage);
        }
        groupOf(update).add(new Entry(update, undo));
    }

    private boolean meetsOthers(PreparedUpdate update) {
        boolean meets = false;
        for (Tensor input : update.inputs) {
            meets |= written.contains(((TensorImpl) input).storage);
        }
        for (Tensor target : update.targets) {
            Storage storage = ((TensorImpl) target).storage;
            meets |= written.contains(storage) || read.contains(storage);
        }
        return meets;
    }

    private List<Entry> groupOf(PreparedUpdate update) {
        for (List<Entry> group : groups) {
            PreparedUpdate first = group.get(0).update;
            if (first.runtime == update.runtime && first.op.equals(update.op)) {
                return group;
            }
        }
        List<Entry> group = new ArrayList<>();
        groups.add(group);
        return group;
    }

    /** Runs what was added. If a group fails it has not changed anything, nor have those after it. */
    public void run() {
        try {
            while (!groups.isEmpty()) {
                run(groups.get(0));
                groups.remove(0);
            }
        } finally {
            cancel();
        }
    }

    /** Forgets what was added and not run. */
    public void cancel() {
        groups.forEach(group -> group.forEach(entry -> entry.undo.run()));
        groups.clear();
        read.clear();
        written.clear();
    }

    private static void run(List<Entry> group) {
        View[][] in = new View[group.size()][];
        View[][] out = new View[in.length][];
        List<TensorImpl> copies = new ArrayList<>();
        try {
            for (int k = 0; k < in.length; k++) {
                PreparedUpdate update = group.get(k).update;
                Collections.addAll(copies, update.separate());
                in[k] = update.in;
                out[k] = update.out;
            }
            PreparedUpdate first = group.get(0).update;
            first.runtime.run(backend -> backend.foreach(first.op.program(), first.op.scalars(), in, out));
        } finally {
            Dispatcher.close(copies.toArray(new TensorImpl[0]));
        }
        group.forEach(entry -> entry.update.finish());
    }
}
