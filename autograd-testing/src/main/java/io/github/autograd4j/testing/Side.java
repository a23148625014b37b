package io.github.autograd4j.testing;

import io.github.autograd4j.Backends;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import java.util.function.Function;

/**
 * One of two devices that do the same.
 *
 * @param device the device
 * @param backend its backend
 * @param half its part of the memory
 */
record Side(Device device, Backend backend, Function<PairedBuffer, Buffer> half) {
    static Side first(Device device) {
        return new Side(device, Backends.of(device), PairedBuffer::first);
    }

    static Side second(Device device) {
        return new Side(device, Backends.of(device), PairedBuffer::second);
    }

    View view(View paired) {
        Buffer buffer = half.apply((PairedBuffer) paired.buffer());
        return View.contiguous(buffer, paired.dtype(), paired.shape())
                .strided(paired.shape(), paired.strides(), paired.offset());
    }

    View[] views(View... paired) {
        View[] views = new View[paired.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = view(paired[i]);
        }
        return views;
    }

    private View whole(PairedBuffer buffer) {
        return View.contiguous(half.apply(buffer), buffer.dtype(), Shape.of(buffer.count()));
    }

    /** The whole memory. */
    HostArray read(PairedBuffer buffer) {
        HostArray contents = HostArray.allocate(buffer.dtype(), Math.toIntExact(buffer.count()));
        backend.download(whole(buffer), contents);
        return contents;
    }

    void write(HostArray contents, PairedBuffer buffer) {
        backend.upload(contents, whole(buffer));
    }
}
