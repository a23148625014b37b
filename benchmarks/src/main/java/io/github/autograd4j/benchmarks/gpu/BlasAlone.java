package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Blas;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuEvent;
import io.github.autograd4j.cuda.driver.PinnedMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The same products by cuBLAS alone, timed by events of the device: what is missing to its rate is ours. */
final class BlasAlone {
    private static final int CALLS = 100;
    private static final int SAMPLES = 3;

    /** Random numbers are repeated after so many bytes. */
    private static final int PERIOD = 1 << 22;

    private final Gpu gpu;
    private final Blas blas;
    private final DType dtype;
    private final boolean fast;
    private final int n;

    private BlasAlone(Gpu gpu, Blas blas, DType dtype, boolean fast, int n) {
        this.gpu = gpu;
        this.blas = blas;
        this.dtype = dtype;
        this.fast = fast;
        this.n = n;
    }

    /** Reports the rate; only a CUDA device has one. */
    static void measure(Bench bench, int n, String precision, DType dtype, boolean fast) {
        if (!bench.device().type().equals("cuda")) {
            return;
        }
        try (Gpu gpu = Gpu.open(bench.device().index());
                Blas blas = new Blas(gpu)) {
            double seconds = new BlasAlone(gpu, blas, dtype, fast, n).seconds(bench.isTiny() ? 1 : CALLS);
            double rate = 2.0 * n * n * n / seconds / 1e12;
            bench.report(new Result("cuBLAS", "gemm " + n, precision, rate, "TFLOP/s", "timed by events"));
        }
    }

    private double seconds(int calls) {
        long bytes = (long) n * n * dtype.byteSize();
        long a = gpu.allocate(bytes);
        long b = gpu.allocate(bytes);
        long c = gpu.allocate(bytes);
        try (GpuEvent start = new GpuEvent(gpu, true);
                GpuEvent end = new GpuEvent(gpu, true)) {
            fill(a, bytes, 1);
            fill(b, bytes, 2);
            double[] samples = new double[SAMPLES];
            sample(a, b, c, Math.min(3, calls), start, end);
            for (int i = 0; i < SAMPLES; i++) {
                samples[i] = sample(a, b, c, calls, start, end);
            }
            Arrays.sort(samples);
            return samples[SAMPLES / 2];
        } finally {
            gpu.free(a);
            gpu.free(b);
            gpu.free(c);
        }
    }

    private double sample(long a, long b, long c, int calls, GpuEvent start, GpuEvent end) {
        gpu.enter();
        try {
            gpu.stream().record(start);
            for (int i = 0; i < calls; i++) {
                blas.multiply(dtype, dtype, fast, n, n, n, operand(a), operand(b), operand(c), 1, 1, 0);
            }
            gpu.stream().record(end);
        } finally {
            gpu.exit();
        }
        end.await("gemm");
        return end.millisecondsSince(start) / 1e3 / calls;
    }

    private Blas.Operand operand(long address) {
        return new Blas.Operand(address, false, n, 0);
    }

    /** Not zeros, which cost less power and run faster. */
    private void fill(long target, long bytes, long seed) {
        int period = (int) Math.min(PERIOD, bytes);
        try (PinnedMemory numbers = new PinnedMemory(gpu, period)) {
            ByteBuffer memory = numbers.bytes();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < period; i += dtype.byteSize()) {
                int bits = Float.floatToRawIntBits((float) random.nextDouble());
                if (dtype == DType.BFLOAT16) {
                    memory.putShort(i, (short) (bits >>> 16));
                } else {
                    memory.putInt(i, bits);
                }
            }
            gpu.enter();
            try {
                for (long at = 0; at < bytes; at += period) {
                    gpu.stream().copyIn(target + at, numbers.address(), Math.min(period, bytes - at), "fill");
                }
            } finally {
                gpu.exit();
            }
            gpu.stream().synchronize("fill");
        }
    }
}
