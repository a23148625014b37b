package io.github.autograd4j.autodiff;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.DeviceRuntime;
import io.github.autograd4j.internal.Devices;
import io.github.autograd4j.internal.Storage;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;

/** Copies between devices and the host. */
public final class Transfers {
    private Transfers() {}

    /** Makes a tensor on a device of elements on the host. */
    public static Tensor upload(HostArray source, Shape shape, Device device) {
        TensorImpl tensor = allocate(source.dtype(), shape, Devices.runtime(device));
        if (shape.numel() > 0) {
            tensor.runtime().backend().upload(source, tensor.view);
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
                if (source != tensor) {
                    source.close();
                }
            }
        }
        return target;
    }

    /** Copies to another device, directly if the backends can, else through the host. */
    public static Tensor copy(Tensor tensor, Device device) {
        DeviceRuntime runtime = Devices.runtime(device);
        TensorImpl target = allocate(tensor.dtype(), tensor.shape(), runtime);
        if (tensor.shape().numel() > 0) {
            TensorImpl source = contiguous(tensor);
            try {
                if (!runtime.backend().copyFrom(source.runtime().backend(), source.view, target.view)) {
                    runtime.backend().upload(download(source), target.view);
                }
            } finally {
                if (source != tensor) {
                    source.close();
                }
            }
        }
        return target;
    }

    private static TensorImpl contiguous(Tensor tensor) {
        TensorImpl impl = TensorImpl.of(tensor, "download");
        if (impl.view.isContiguous()) {
            return impl;
        }
        TensorImpl copy = allocate(impl.dtype(), impl.shape(), impl.runtime());
        impl.runtime().backend().copy(impl.view, copy.view);
        return copy;
    }

    private static TensorImpl allocate(DType dtype, Shape shape, DeviceRuntime runtime) {
        Storage storage = runtime.allocate(dtype, shape.numel());
        return new TensorImpl(storage, View.contiguous(storage.buffer(), dtype, shape), null);
    }
}
