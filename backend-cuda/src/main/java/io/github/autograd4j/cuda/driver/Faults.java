package io.github.autograd4j.cuda.driver;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import java.util.Set;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * What the driver's return codes mean for one device. Some errors end the context: the device is lost then, and every
 * later use says so.
 */
final class Faults {
    /** Kernels fail after they were launched; these were the last. */
    private static final int REMEMBERED = 4;

    /** Codes of CUDA 12.8 and later, which JCuda has no names for. */
    private static final int CONTAINED = 226;

    private static final int TENSOR_MEMORY_LEAK = 721;

    /** After these any further call fails in the same way; nobody knows what an unknown error left. */
    private static final Set<Integer> FATAL = Set.of(
            CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
            CUresult.CUDA_ERROR_NVLINK_UNCORRECTABLE,
            CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
            CUresult.CUDA_ERROR_LAUNCH_TIMEOUT,
            CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED,
            CUresult.CUDA_ERROR_ASSERT,
            CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
            CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
            CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
            CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
            CUresult.CUDA_ERROR_INVALID_PC,
            CUresult.CUDA_ERROR_LAUNCH_FAILED,
            CUresult.CUDA_ERROR_MPS_CLIENT_TERMINATED,
            CUresult.CUDA_ERROR_EXTERNAL_DEVICE,
            CUresult.CUDA_ERROR_DEINITIALIZED,
            CUresult.CUDA_ERROR_UNKNOWN,
            CONTAINED,
            TENSOR_MEMORY_LEAK);

    private final String device;
    private final String[] ops = new String[REMEMBERED];
    private final String[] kernels = new String[REMEMBERED];
    private int launches;
    private volatile DeviceException lost;

    Faults(String device) {
        this.device = device;
    }

    /** Notes a launch; the device's lock is held. */
    void launched(String op, String kernel) {
        int at = launches++ & REMEMBERED - 1;
        ops[at] = op;
        kernels[at] = kernel;
    }

    void checkAlive() {
        DeviceException reason = lost;
        if (reason != null) {
            throw new DeviceException(
                    device + ": the device is lost since an earlier error (" + reason.getMessage()
                            + "); the process must be restarted to use it again",
                    reason);
        }
    }

    boolean isLost() {
        return lost != null;
    }

    /** Throws unless a call of the driver succeeded. */
    void check(int code, String op) {
        if (code != CUresult.CUDA_SUCCESS) {
            throw failure(code, op, null);
        }
    }

    void check(int code, String op, String kernel) {
        if (code != CUresult.CUDA_SUCCESS) {
            throw failure(code, op, kernel);
        }
    }

    /** Remembers a failure of which nobody is told now: if the device is lost, its next use says so. */
    void notice(int code, String op) {
        if (code != CUresult.CUDA_SUCCESS) {
            failure(code, op, null);
        }
    }

    private DeviceException failure(int code, String op, String kernel) {
        StringBuilder message = new StringBuilder(op).append(": ").append(device);
        if (kernel != null) {
            message.append(": kernel ").append(kernel);
        }
        message.append(": ").append(describe(code));
        if (code == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
            return new OutOfDeviceMemoryException(message.toString());
        }
        if (!FATAL.contains(code)) {
            return new DeviceException(message.toString());
        }
        message.append(" (").append(recent()).append(')');
        DeviceException failure = new DeviceException(message.toString());
        if (lost == null) {
            lost = failure;
        }
        return failure;
    }

    /** Read without the lock too: a name may then be of a launch just made, which does no harm in a message. */
    private String recent() {
        StringBuilder text = new StringBuilder("launched last: ");
        for (int i = 1; i <= REMEMBERED; i++) {
            int at = launches - i & REMEMBERED - 1;
            if (kernels[at] != null) {
                text.append(i == 1 ? "" : ", before it ")
                        .append(ops[at])
                        .append(" (")
                        .append(kernels[at])
                        .append(')');
            }
        }
        return text.toString();
    }

    /** For example {@code CUDA_ERROR_INVALID_VALUE (1): invalid argument}. */
    static String describe(int code) {
        String[] name = {null};
        String[] text = {null};
        JCudaDriver.cuGetErrorName(code, name);
        JCudaDriver.cuGetErrorString(code, text);
        return (name[0] == null ? "unknown error" : name[0]) + " (" + code + ")"
                + (text[0] == null ? "" : ": " + text[0]);
    }

    /** Throws unless a call succeeded that is of no opened device. */
    static void require(int code, String what) {
        if (code != CUresult.CUDA_SUCCESS) {
            throw new DeviceException(what + ": " + describe(code));
        }
    }
}
