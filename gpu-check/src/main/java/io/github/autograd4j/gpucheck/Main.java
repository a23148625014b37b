package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs one stage, or puts the results of all stages together. {@code gpu-check} calls it for one after the other: a stage
 * that takes its process down takes nothing else with it, and is called again to go on behind what it failed at.
 */
public final class Main {
    /** What takes longer than this waits for a kernel that does not end. */
    private static final double ATTEMPT_SECONDS = 60;

    private static final long WATCH_MILLIS = 200;

    private Main() {}

    /**
     * The program: {@code STAGE PARTS FOLDER SECONDS DEVICE [quick]} or {@code results PARTS FOLDER}. Its exit status is
     * that of an {@link Ending}.
     *
     * @param arguments the name of a stage, where its parts of the results go, where the results go, the time it may
     *     take, the device
     * @throws IOException if results cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Results results = new Results(
                Files.createDirectories(Path.of(arguments[1])), Files.createDirectories(Path.of(arguments[2])));
        if (arguments[0].equals("results")) {
            results.write(null);
            return;
        }
        Stage stage = Stage.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        double seconds = Double.parseDouble(arguments[3]);
        Device device = Device.of(arguments[4]);
        boolean quick = arguments.length > 5 && arguments[5].equals("quick");
        StageReport report = StageReport.of(stage, results, seconds);
        try (Attempts attempts = new Attempts(device::synchronize, report, results.part(stage.title() + ".progress"))) {
            watch(attempts);
            end(report, run(stage, device, quick, attempts));
        }
    }

    private static Ending run(Stage stage, Device device, boolean quick, Attempts attempts) {
        StageReport report = attempts.report();
        try {
            device.info();
        } catch (RuntimeException | LinkageError e) {
            report.failed("no " + device + ": " + e.getMessage());
            return Ending.NO_DEVICE;
        }
        try {
            stage.check.run(device, quick, attempts);
        } catch (Attempts.LostDevice e) {
            return Ending.AGAIN;
        } catch (Exception | Error e) {
            e.printStackTrace();
            report.failed(stage.title() + " stopped: " + e);
        }
        return report.isGood() ? Ending.PASSED : Ending.FAILED;
    }

    private static void watch(Attempts attempts) {
        Thread watch = new Thread(
                () -> {
                    while (attempts.report().secondsLeft() > 0) {
                        try {
                            Thread.sleep(WATCH_MILLIS);
                        } catch (InterruptedException e) {
                            return;
                        }
                        if (attempts.giveUp(ATTEMPT_SECONDS)) {
                            end(attempts.report(), Ending.AGAIN);
                        }
                    }
                    end(attempts.report(), Ending.CUT_SHORT);
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Not by {@code exit}: what would be tidied up then may wait for a device that does not answer. */
    private static void end(StageReport report, Ending wanted) {
        Ending ending = wanted == Ending.CUT_SHORT && !report.isGood() ? Ending.FAILED : wanted;
        report.end(ending);
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(ending.code);
    }
}
