package io.github.autograd4j.autodiff;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.internal.DeviceRuntime;
import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.PendingUpload;
import java.lang.ref.Reference;

/** Copies between devices and the host. */
public final class Transfers {
    private Transfers() {}

    /** Makes a tensor on a device of elements on the host. */
    public static Tensor upload(HostArray source, Shape shape, Device device) {
        TensorImpl tensor = allocate(source.dtype(), shape, Devices.runtime(device));
        boolean done = false;
        try {
            if (shape.numel() > 0) {
                tensor.runtime().backend().upload(source, tensor.view);
            }
            done = true;
        } finally {
            closeUnless(done, tensor);
        }
        return tensor;
    }

    /** Returns a tensor's elements in row-major order; waits for the device. */
    public static HostArray download(Tensor tensor) {
        long count = tensor.shape().numel();
        if (count > Integer.MAX_VALUE - 8) {
            throw new DeviceException("download: " + tensor.describe() + " does not fit into a Java array");
        }
        HostArray target = HostArray.allocate(tensor.dtype(), (int) count);
        if (count > 0) {
            TensorImpl source = contiguous(tensor);
            try {
                source.runtime().backend().download(source.view, target);
            } finally {
                closeUnless(source == tensor, source);
                Reference.reachabilityFence(source);
            }
        }
        return target;
    }

    /** Copies to another device, directly if the backends can, else through the host. */
    public static Tensor copy(Tensor tensor, Device device) {
        DeviceRuntime runtime = Devices.runtime(device);
        TensorImpl target = allocate(tensor.dtype(), tensor.shape(), runtime);
        boolean done = false;
        try {
            if (tensor.shape().numel() > 0) {
                copyElements(tensor, target);
            }
            done = true;
        } finally {
            closeUnless(done, target);
        }
        return target;
    }

    /** A tensor whose elements are on their way beside the ordered work of its device. */
    public record Arriving(Tensor tensor, PendingUpload upload) {}

    /** Copies to another device, beside its work where the elements are the host's. */
    public static Arriving copyBeside(Tensor tensor, Device device) {
        DeviceRuntime runtime = Devices.runtime(device);
        TensorImpl source = TensorImpl.of(tensor, "transfer");
        if (source.runtime() == runtime) {
            return new Arriving(tensor, PendingUpload.DONE);
        }
        if (source.runtime().managed() || tensor.shape().numel() == 0) {
            return new Arriving(copy(tensor, device), PendingUpload.DONE);
        }
        HostArray elements = download(tensor);
        TensorImpl target = allocate(tensor.dtype(), tensor.shape(), runtime);
        boolean done = false;
        try {
            PendingUpload upload = runtime.backend().uploadBeside(elements, target.view);
            done = true;
            return new Arriving(target, upload);
        } finally {
            closeUnless(done, target);
        }
    }

    private static void copyElements(Tensor tensor, TensorImpl target) {
        Backend backend = target.runtime().backend();
        TensorImpl source = contiguous(tensor);
        try {
            if (!backend.copyFrom(source.runtime().backend(), source.view, target.view)) {
                backend.upload(download(source), target.view);
            }
        } finally {
            closeUnless(source == tensor, source);
            Reference.reachabilityFence(source);
        }
    }

    private static void closeUnless(boolean needed, TensorImpl tensor) {
        if (!needed) {
            tensor.close();
        }
    }

    private static TensorImpl contiguous(Tensor tensor) {
        TensorImpl impl = TensorImpl.of(tensor, "download");
        if (impl.view.isContiguous()) {
            return impl;
        }
        return InPlace.copy(impl);
    }

    private static TensorImpl allocate(DType dtype, Shape shape, DeviceRuntime runtime) {
        return Dispatcher.allocate("transfer", TensorSpec.of(dtype, shape), runtime, ThreadState.current());
    }
}
