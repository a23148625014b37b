package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.benchmarks.gpu.GpuBenchmarks;
import java.util.ArrayList;
import java.util.List;

/** The benchmarks of the device: figures, not verdicts. Each is a line of a file, which PyTorch's are compared with. */
final class BenchmarkCheck implements Check {
    /** For the start of the program and the last benchmark, which may take longer than planned. */
    private static final int MARGIN_SECONDS = 10;

    private static final int QUICK_SECONDS = 10;

    @Override
    public void run(Device device, boolean quick, Attempts attempts) {
        StageReport report = attempts.report();
        double seconds = quick ? QUICK_SECONDS : Math.max(1, report.secondsLeft() - MARGIN_SECONDS);
        List<String> options = new ArrayList<>(List.of(
                "--device",
                device.toString(),
                "--seconds",
                Double.toString(seconds),
                "--json",
                report.results().figures().toString()));
        if (quick) {
            options.add("--tiny");
        }
        GpuBenchmarks.run((name, body) -> attempts.attempt(name, body::run), options.toArray(new String[0]));
    }
}
