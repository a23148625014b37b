package io.github.autograd4j.cuda.driver;

import java.nio.charset.StandardCharsets;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.JCudaDriver;

/**
 * What the driver says of a device.
 *
 * @param name the hardware
 * @param major the compute capability before the point
 * @param minor the compute capability after the point
 * @param multiprocessors how many there are
 * @param totalMemory bytes of memory
 */
public record GpuProperties(String name, int major, int minor, int multiprocessors, long totalMemory) {
    /**
     * Asks the driver of a device that need not be opened.
     *
     * @param ordinal its number, below {@link CudaNatives#devices}
     * @return its properties
     */
    public static GpuProperties of(int ordinal) {
        CUdevice device = new CUdevice();
        Faults.require(JCudaDriver.cuDeviceGet(device, ordinal), "cuDeviceGet");
        return of(device);
    }

    static GpuProperties of(CUdevice device) {
        byte[] name = new byte[256];
        Faults.require(JCudaDriver.cuDeviceGetName(name, name.length, device), "cuDeviceGetName");
        int length = 0;
        while (length < name.length && name[length] != 0) {
            length++;
        }
        long[] memory = {0};
        Faults.require(JCudaDriver.cuDeviceTotalMem(memory, device), "cuDeviceTotalMem");
        return new GpuProperties(
                new String(name, 0, length, StandardCharsets.UTF_8),
                attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device),
                attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device),
                attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT, device),
                memory[0]);
    }

    private static int attribute(int which, CUdevice device) {
        int[] value = {0};
        Faults.require(JCudaDriver.cuDeviceGetAttribute(value, which, device), "cuDeviceGetAttribute");
        return value[0];
    }

    /**
     * Returns the architecture.
     *
     * @return for example 90 for {@code sm_90}
     */
    public int architecture() {
        return 10 * major + minor;
    }

    /**
     * Tells whether the driver is an imitation that runs kernels on the CPU.
     *
     * @return true if there is no such hardware
     */
    public boolean emulated() {
        return name.startsWith("Emulated");
    }
}
