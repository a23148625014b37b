package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs one stage, or puts the results of all stages together. {@code gpu-check} calls it for one after the other: a stage
 * that takes its process down takes nothing else with it.
 */
public final class Main {
    private static final int CUT_SHORT = 3;

    private Main() {}

    /**
     * The program: {@code STAGE FOLDER SECONDS DEVICE [quick]} or {@code results FOLDER}.
     *
     * @param arguments the name of a stage, where results go, the time it may take, the device
     * @throws IOException if results cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        if (arguments[0].equals("results")) {
            new Results(folder).write();
            return;
        }
        Stage stage = Stage.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int seconds = Integer.parseInt(arguments[2]);
        StageReport report = new StageReport(stage.title(), folder.resolve(Results.fileName(stage)), seconds);
        limit(seconds, report);
        boolean quick = arguments.length > 4 && arguments[4].equals("quick");
        run(stage, Device.of(arguments[3]), quick, report);
        report.finish();
        System.out.flush();
        Runtime.getRuntime().halt(report.isGood() ? 0 : 1);
    }

    private static void run(Stage stage, Device device, boolean quick, StageReport report) {
        try {
            stage.check.run(device, quick, report);
        } catch (Exception | AssertionError | LinkageError e) {
            e.printStackTrace();
            report.failed(stage.title() + " stopped: " + e);
        }
    }

    private static void limit(int seconds, StageReport report) {
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(seconds * 1000L);
                    } catch (InterruptedException e) {
                        return;
                    }
                    report.cutShort();
                    System.out.flush();
                    Runtime.getRuntime().halt(report.isGood() ? CUT_SHORT : 1);
                },
                "limit");
        watch.setDaemon(true);
        watch.start();
    }
}
