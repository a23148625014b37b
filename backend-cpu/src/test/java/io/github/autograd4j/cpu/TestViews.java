package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import java.util.SplittableRandom;

/** Views on heap memory for tests. */
final class TestViews {
    static final CpuBackend CPU = new CpuBackend(Kernels.get(), WorkerTeam.shared());

    private TestViews() {}

    static View empty(DType type, long... dims) {
        Shape shape = Shape.of(dims);
        return View.contiguous(CPU.allocate(type, shape.numel()), type, shape);
    }

    static View floats(long[] dims, float... values) {
        return upload(DType.FLOAT32, values, values.length, dims);
    }

    static View doubles(long[] dims, double... values) {
        return upload(DType.FLOAT64, values, values.length, dims);
    }

    static View longs(long[] dims, long... values) {
        return upload(DType.INT64, values, values.length, dims);
    }

    private static View upload(DType type, Object values, int length, long... dims) {
        View view = empty(type, dims);
        CPU.upload(new HostArray(type, values, 0, length), view);
        return view;
    }

    /** Numbers in [−2, 2), the same for the same seed; the same in every type up to its rounding. */
    static View random(DType type, long seed, long... dims) {
        View view = empty(type, dims);
        SplittableRandom random = new SplittableRandom(seed);
        Object array = CpuBuffer.array(view);
        for (int i = 0; i < view.numel(); i++) {
            Cells.store(type, array, i, Cells.fromDouble(type, random.nextDouble() * 4 - 2));
        }
        return view;
    }

    /** The elements in row-major order, as doubles. */
    static double[] values(View view) {
        Layout layout = Layout.of(view);
        double[] values = new double[(int) view.numel()];
        for (int i = 0; i < values.length; i++) {
            long bits = Cells.load(view.dtype(), CpuBuffer.array(view), layout.at(0, i));
            values[i] = view.dtype().isFloating() ? Double.longBitsToDouble(bits) : bits;
        }
        return values;
    }

    static long[] dims(long... dims) {
        return dims;
    }
}
