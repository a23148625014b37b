package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.View;

/** Random elements, a thread for each block of the generator. */
final class Randoms {
    private static final int THREADS = 128;

    record Source(Distribution distribution, DType type) {
        String text() {
            SourceText text =
                    new SourceText().file("types.cuh").file("philox.cuh").type("T", CTypes.storage(type));
            return (distribution == Distribution.NORMAL
                            ? text.type("Compute", CTypes.compute(type)).file("random_normal.cu")
                            : text.line(uniform(type)).file("random_bits.cu"))
                    .toString();
        }
    }

    /**
     * The function that makes element i of a block of the generator. The half types keep the leading bits; below 2⁻¹⁴
     * float16 counts in units of 2⁻²⁴, as the bits do.
     */
    static String uniform(DType type) {
        String body =
                switch (type) {
                    case INT32 -> "return (int)words.w[i];";
                    case INT64 -> "return (long long)pair(words, i);";
                    case FLOAT64 -> "return fraction(pair(words, i));";
                    case FLOAT32 -> "return (words.w[i] >> 8) * (1.0f / 16777216.0f);";
                    case BFLOAT16 ->
                        "T x; x.bits = __float_as_uint((words.w[i] >> 8) * (1.0f / 16777216.0f)) >> 16; return x;";
                    default ->
                        "T x; unsigned m = words.w[i] >> 8; x.bits = m < 1024 ? m :"
                                + " (__float_as_uint(m * (1.0f / 16777216.0f)) >> 13) - (112u << 10); return x;";
                };
        return "__device__ T uniform(const Words& words, int i) { " + body + " }";
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    Randoms(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    void run(Distribution distribution, long key, long counter, View output) {
        boolean normal = distribution == Distribution.NORMAL;
        Source source = new Source(distribution, output.dtype());
        GpuFunction function = kernels.get(source, source::text, normal ? "random_normal" : "random_uniform");
        long blocks = distribution.blocks(output.dtype(), output.numel());
        Gpu gpu = launcher.gpu();
        gpu.enter();
        try {
            new Arguments(gpu.arguments(), false)
                    .pointer(CudaBuffer.address(output))
                    .index(key)
                    .index(counter)
                    .index(output.numel());
            int threads = (int) Math.min(THREADS, blocks);
            gpu.stream().launch("random", function, (int) ((blocks + threads - 1) / threads), 1, 1, threads, 1, 0);
        } finally {
            gpu.exit();
        }
    }
}
