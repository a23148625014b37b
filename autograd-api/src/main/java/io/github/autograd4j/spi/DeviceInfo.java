package io.github.autograd4j.spi;

/**
 * What a backend says of its device.
 *
 * @param name the hardware, for people: {@code NVIDIA H200} or {@code 2 cores, AVX-512}
 * @param detail how it computes, for people: which kernels were chosen and why
 * @param managedMemory whether buffers must be freed; false where the garbage collector does it
 * @param totalMemory bytes of device memory, or −1 if that is not a fixed number
 */
public record DeviceInfo(String name, String detail, boolean managedMemory, long totalMemory) {}
