package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import io.github.autograd4j.testing.ReferenceDevice;
import java.util.SplittableRandom;

/** The same view, of the same elements, on this device and on the reference device. */
record Twin(View cpu, View reference) {
    static final Backend REFERENCE = new ReferenceDevice().open(0);

    /** A view of random layout, with random elements between −3 and 3. */
    static Twin random(SplittableRandom random, DType type, boolean output, long... dims) {
        int rank = dims.length;
        long[] base = dims.clone();
        long[] step = new long[rank];
        boolean[] repeated = new boolean[rank];
        for (int i = 0; i < rank; i++) {
            step[i] = random.nextInt(6) == 0 ? 2 : 1;
            repeated[i] = !output && random.nextInt(5) == 0;
            base[i] = repeated[i] ? 1 : dims[i] * step[i] + random.nextInt(2) * random.nextInt(2);
        }
        int[] order = Axes.first(rank);
        for (int i = rank - 1; i > 0 && random.nextInt(3) == 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        long[] stored = new long[rank];
        int[] back = new int[rank];
        for (int i = 0; i < rank; i++) {
            stored[i] = base[order[i]];
            back[order[i]] = i;
        }
        Shape shape = Shape.of(stored);
        int lead = random.nextInt(3);
        HostArray data = elements(random, type, (int) shape.numel() + lead);
        return new Twin(
                view(TestViews.CPU, data, lead, shape, back, dims, step, repeated),
                view(REFERENCE, data, lead, shape, back, dims, step, repeated));
    }

    /** A contiguous view of zeros. */
    static Twin zeros(DType type, long... dims) {
        Shape shape = Shape.of(dims);
        HostArray data = HostArray.allocate(type, (int) shape.numel());
        return of(data, dims);
    }

    static Twin of(HostArray data, long... dims) {
        Shape shape = Shape.of(dims);
        int[] order = Axes.first(dims.length);
        long[] step = new long[dims.length];
        java.util.Arrays.fill(step, 1);
        boolean[] repeated = new boolean[dims.length];
        return new Twin(
                view(TestViews.CPU, data, 0, shape, order, dims, step, repeated),
                view(REFERENCE, data, 0, shape, order, dims, step, repeated));
    }

    private static HostArray elements(SplittableRandom random, DType type, int count) {
        HostArray data = HostArray.allocate(type, count);
        for (int i = 0; i < count; i++) {
            double value = random.nextInt(4) == 0 ? random.nextInt(7) - 3 : random.nextDouble() * 6 - 3;
            Cells.store(type, data.array(), i, Cells.fromDouble(type, type.isFloating() ? value : Math.rint(value)));
        }
        return data;
    }

    private static View view(
            Backend backend,
            HostArray data,
            int lead,
            Shape stored,
            int[] back,
            long[] dims,
            long[] step,
            boolean[] repeated) {
        View all =
                View.contiguous(backend.allocate(data.dtype(), data.length()), data.dtype(), Shape.of(data.length()));
        backend.upload(data, all);
        View view = all.slice(0, lead, data.length() - lead, 1).reshape(stored).permute(back);
        for (int i = 0; i < dims.length; i++) {
            if (!repeated[i]) {
                view = view.slice(i, 0, dims[i], step[i]);
            }
        }
        return view.expand(Shape.of(dims));
    }

    static View[] cpu(Twin... twins) {
        View[] views = new View[twins.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = twins[i].cpu;
        }
        return views;
    }

    static View[] reference(Twin... twins) {
        View[] views = new View[twins.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = twins[i].reference;
        }
        return views;
    }

    DType dtype() {
        return cpu.dtype();
    }

    double[] cpuValues() {
        return TestViews.values(cpu);
    }

    double[] referenceValues() {
        View copy = View.contiguous(REFERENCE.allocate(dtype(), cpu.numel()), dtype(), cpu.shape());
        REFERENCE.copy(reference, copy);
        HostArray host = HostArray.allocate(dtype(), (int) cpu.numel());
        REFERENCE.download(copy, host);
        double[] values = new double[host.length()];
        for (int i = 0; i < values.length; i++) {
            long bits = Cells.load(dtype(), host.array(), i);
            values[i] = dtype().isFloating() ? Double.longBitsToDouble(bits) : bits;
        }
        return values;
    }
}
