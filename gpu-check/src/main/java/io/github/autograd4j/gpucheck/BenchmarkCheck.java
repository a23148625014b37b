package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.benchmarks.gpu.GpuBenchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The benchmarks of the device: figures, not verdicts. Each is a line of a file, which PyTorch's are compared with. */
final class BenchmarkCheck implements Check {
    /** For the start of the program and the last benchmark, which may take longer than planned. */
    private static final int MARGIN_SECONDS = 10;

    private static final int QUICK_SECONDS = 10;

    @Override
    public void run(Device device, boolean quick, StageReport report) throws IOException {
        Path figures = report.beside(Results.FIGURES);
        Files.deleteIfExists(figures);
        double seconds = quick ? QUICK_SECONDS : Math.max(1, report.secondsLeft() - MARGIN_SECONDS);
        String[] always = {
            "--device", device.toString(), "--seconds", Double.toString(seconds), "--json", figures.toString()
        };
        String[] tiny = Arrays.copyOf(always, always.length + 1);
        tiny[always.length] = "--tiny";
        GpuBenchmarks.main(quick ? tiny : always);
        for (String ignored : Files.readAllLines(figures)) {
            report.passed();
        }
    }
}
