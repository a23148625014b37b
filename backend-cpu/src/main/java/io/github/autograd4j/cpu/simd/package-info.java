/** Vector API kernels, loaded reflectively so that nothing else depends on the incubator module. */
package io.github.autograd4j.cpu.simd;
