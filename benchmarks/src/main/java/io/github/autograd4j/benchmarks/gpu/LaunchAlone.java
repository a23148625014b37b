package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.Nvrtc;
import java.util.Arrays;

/** Launches without anything of ours before them: what the driver and its binding take of an operation's time. */
final class LaunchAlone {
    private static final String KERNEL = "extern \"C\" __global__ void nothing(float* x, int n) {}";
    private static final int CALLS = 100_000;
    private static final int SAMPLES = 5;

    private LaunchAlone() {}

    /** Reports the time of a launch; only a CUDA device with a compiler has one. */
    static void measure(Bench bench) {
        if (!bench.device().type().equals("cuda") || CudaNatives.get().missingCompiler() != null) {
            return;
        }
        try (Gpu gpu = Gpu.open(bench.device().index())) {
            byte[] image =
                    new Nvrtc().compile(KERNEL, "nothing.cu", gpu.properties().architecture());
            GpuFunction nothing = gpu.load(image, "nothing").function("nothing");
            double[] samples = new double[SAMPLES];
            sample(gpu, nothing, bench.isTiny() ? 1 : CALLS);
            for (int i = 0; i < SAMPLES; i++) {
                samples[i] = sample(gpu, nothing, bench.isTiny() ? 1 : CALLS);
            }
            Arrays.sort(samples);
            bench.report(new Result("CUDA", "launch", "-", samples[SAMPLES / 2] * 1e6, "us", "queued, from Java"));
        }
    }

    private static double sample(Gpu gpu, GpuFunction function, int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            gpu.enter();
            try {
                gpu.arguments().clear().int64(0).int32(0);
                gpu.stream().launch("nothing", function, 1, 1, 1, 32, 1, 0);
            } finally {
                gpu.exit();
            }
        }
        gpu.stream().synchronize("launch");
        return (System.nanoTime() - start) / 1e9 / calls;
    }
}
