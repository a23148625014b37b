package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.HalfFloats;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import io.github.autograd4j.testing.ReferenceDevice;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import java.util.function.UnaryOperator;

/** The same view, of the same elements, on this device and on the reference device. */
record Twin(View cuda, View reference) {
    static final Backend REFERENCE = new ReferenceDevice().open(0);

    /** A contiguous view of given elements. */
    static Twin of(DType type, LongToDoubleFunction element, long... dims) {
        Shape shape = Shape.of(dims);
        HostArray data = HostArray.allocate(type, (int) shape.numel());
        for (int i = 0; i < data.length(); i++) {
            set(data, i, element.applyAsDouble(i));
        }
        View cuda = View.contiguous(TestGpu.backend().allocate(type, data.length()), type, shape);
        View reference = View.contiguous(REFERENCE.allocate(type, data.length()), type, shape);
        TestGpu.backend().upload(data, cuda);
        REFERENCE.upload(data, reference);
        return new Twin(cuda, reference);
    }

    /** Random elements: multiples of ⅛ between −2 and 2, so that equal ones occur, or bits where only these count. */
    static Twin random(long seed, DType type, long... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        return of(type, i -> type.isFloating() ? random.nextInt(-16, 17) / 8.0 : random.nextInt(-3, 4), dims);
    }

    static Twin zeros(DType type, long... dims) {
        return of(type, i -> 0, dims);
    }

    static View[] cuda(Twin... twins) {
        View[] views = new View[twins.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = twins[i].cuda;
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

    /** The same change of the window on both. */
    Twin map(UnaryOperator<View> change) {
        return new Twin(change.apply(cuda), change.apply(reference));
    }

    private static void set(HostArray data, int i, double x) {
        switch (data.dtype()) {
            case BOOL -> ((byte[]) data.array())[i] = (byte) (x > 0 ? 1 : 0);
            case UINT8 -> ((byte[]) data.array())[i] = (byte) (int) x;
            case INT32 -> ((int[]) data.array())[i] = (int) x;
            case INT64 -> ((long[]) data.array())[i] = (long) x;
            case FLOAT16 -> ((short[]) data.array())[i] = HalfFloats.toFloat16((float) x);
            case BFLOAT16 -> ((short[]) data.array())[i] = HalfFloats.toBfloat16((float) x);
            case FLOAT32 -> ((float[]) data.array())[i] = (float) x;
            case FLOAT64 -> ((double[]) data.array())[i] = x;
        }
    }

    private static double get(HostArray data, int i) {
        return switch (data.dtype()) {
            case BOOL, UINT8 -> ((byte[]) data.array())[i] & 0xFF;
            case INT32 -> ((int[]) data.array())[i];
            case INT64 -> ((long[]) data.array())[i];
            case FLOAT16 -> HalfFloats.fromFloat16(((short[]) data.array())[i]);
            case BFLOAT16 -> HalfFloats.fromBfloat16(((short[]) data.array())[i]);
            case FLOAT32 -> ((float[]) data.array())[i];
            case FLOAT64 -> ((double[]) data.array())[i];
        };
    }

    /** Compares contiguous results. */
    void assertSame(double relative) {
        HostArray actual = HostArray.allocate(cuda.dtype(), (int) cuda.numel());
        HostArray expected = HostArray.allocate(cuda.dtype(), (int) cuda.numel());
        TestGpu.backend().download(cuda, actual);
        REFERENCE.download(reference, expected);
        for (int i = 0; i < actual.length(); i++) {
            double a = get(actual, i);
            double e = get(expected, i);
            if (Double.compare(a, e) != 0 && !(Math.abs(a - e) <= relative * (1 + Math.abs(e)))) {
                assertThat(a).as("element %s of %s", i, cuda).isEqualTo(e);
            }
        }
    }
}
