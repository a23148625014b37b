package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;

/** Memory of other devices, copied to where {@link Elements} can look at it. */
final class Mirror {
    private static final ReferenceBackend REFERENCE = new ReferenceBackend(new ReferenceMemory());

    private Mirror() {}

    static ReferenceBuffer of(HostArray memory) {
        ReferenceBuffer buffer = new ReferenceBuffer(memory.dtype(), memory.length(), null);
        REFERENCE.upload(memory, View.contiguous(buffer, memory.dtype(), Shape.of(memory.length())));
        return buffer;
    }

    /** Looks at a mirror as a view does at the memory. */
    static View view(ReferenceBuffer mirror, View like) {
        return View.contiguous(mirror, mirror.dtype, like.shape()).strided(like.shape(), like.strides(), like.offset());
    }

    /** The elements of a mirrored view, as doubles. */
    static Values values(View view) {
        Elements elements = new Elements(view);
        double[] values = new double[Math.toIntExact(view.numel())];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.number(i);
        }
        return new Values(view.dtype(), view.shape(), values);
    }

    /** The reverse: an array for a device to upload. */
    static HostArray array(Values values) {
        DType dtype = values.dtype();
        int count = values.elements().length;
        View view = View.contiguous(new ReferenceBuffer(dtype, count, null), dtype, Shape.of(count));
        Elements elements = new Elements(view);
        for (int i = 0; i < count; i++) {
            if (dtype.isFloating()) {
                elements.setReal(i, values.elements()[i]);
            } else {
                elements.setInteger(i, (long) values.elements()[i]);
            }
        }
        HostArray array = HostArray.allocate(dtype, count);
        REFERENCE.download(view, array);
        return array;
    }
}
