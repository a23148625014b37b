package io.github.autograd4j.cuda.driver;

import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;

/** Between the addresses that this layer offers and the pointer objects that JCuda wants. */
final class Addresses {
    private static final CUdeviceptr NULL = new CUdeviceptr();

    private static final class Device extends CUdeviceptr {
        Device(long address) {
            super(NULL, address);
        }
    }

    private static final class Host extends Pointer {
        Host(long address) {
            super(address);
        }
    }

    private static final class Reader extends NativePointerObject {
        Reader(NativePointerObject pointer) {
            super(pointer);
        }

        long address() {
            return getNativePointer();
        }
    }

    private Addresses() {}

    static CUdeviceptr device(long address) {
        return new Device(address);
    }

    static Pointer host(long address) {
        return new Host(address);
    }

    /** The address that a pointer filled in by the driver holds. */
    static long of(NativePointerObject pointer) {
        return new Reader(pointer).address();
    }
}
