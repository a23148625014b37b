package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.Nvrtc;
import io.github.autograd4j.cuda.kernel.KernelCompiler;
import io.github.autograd4j.cuda.kernel.KernelFolders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sources of kernels that are packed compile here, on all processors at a time; the stages that come then find them in
 * the cache and need not compile one after the other.
 */
final class CompileCheck implements Check {
    /** The property with the folder of sources. */
    private static final String SOURCES = "gpucheck.sources";

    private static final int QUICK = 4;

    @Override
    public void run(Device device, boolean quick, Attempts attempts) throws IOException, InterruptedException {
        StageReport report = attempts.report();
        String why = missing(device);
        if (why != null) {
            report.skipped(why);
            return;
        }
        List<Path> sources = sources(Path.of(System.getProperty(SOURCES)));
        KernelCompiler compiler = compiler(device);
        AtomicInteger compiled = new AtomicInteger();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService team = Executors.newFixedThreadPool(threads);
        for (Path source : quick ? sources.subList(0, Math.min(QUICK, sources.size())) : sources) {
            team.execute(() -> {
                try {
                    if (compiler.prepare(
                            Files.readString(source), source.getFileName().toString())) {
                        compiled.incrementAndGet();
                    }
                    report.passed();
                } catch (RuntimeException | IOException e) {
                    report.failed(e.toString());
                }
            });
        }
        team.shutdown();
        boolean ended = team.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
        report.detail("compiled", compiled.get() + " on " + threads + " threads" + (ended ? "" : ", not all"));
    }

    /** Returns why nothing can be compiled; null if it can. */
    private static String missing(Device device) {
        if (System.getProperty(SOURCES) == null) {
            return "no sources are packed";
        }
        return device.type().equals("cuda") ? CudaNatives.get().missingCompiler() : device + " compiles nothing";
    }

    private static List<Path> sources(Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cu")) {
            files.forEach(sources::add);
        }
        return sources;
    }

    private static KernelCompiler compiler(Device device) {
        try (Gpu gpu = Gpu.open(device.index())) {
            boolean emulated = gpu.properties().emulated();
            return new KernelCompiler(
                    new Nvrtc(), gpu.properties().architecture(), KernelFolders.ofProperties(emulated));
        }
    }
}
