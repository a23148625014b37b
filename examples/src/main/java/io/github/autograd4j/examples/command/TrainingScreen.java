package io.github.autograd4j.examples.command;

import io.github.autograd4j.examples.text.Terminal;
import io.github.autograd4j.examples.train.EpochResult;
import io.github.autograd4j.examples.train.RunningScore;
import io.github.autograd4j.examples.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows a training: a bar while an epoch lasts, where there is a terminal, and a line when it has ended. */
final class TrainingScreen implements TrainingListener, AutoCloseable {
    /** The score is read as often as the bar is drawn. */
    private static final long REFRESH_MILLIS = 200;

    private final PrintWriter out;
    private final int epochs;
    private final boolean interactive = Terminal.isInteractive();
    private ProgressBar bar;
    private long nextRead;

    TrainingScreen(PrintWriter out, int epochs) {
        this.out = out;
        this.epochs = epochs;
    }

    @Override
    public void begun(int epoch, int samples) {
        if (interactive) {
            bar = new ProgressBarBuilder()
                    .setTaskName("epoch " + epoch + "/" + epochs)
                    .setInitialMax(samples)
                    .setUpdateIntervalMillis((int) REFRESH_MILLIS)
                    .setRenderer(new EpochBar(Terminal.charset()))
                    .clearDisplayOnFinish()
                    .build();
            nextRead = 0;
        }
    }

    @Override
    public void advanced(RunningScore score) {
        if (bar == null) {
            return;
        }
        bar.stepTo(score.samples());
        long now = System.nanoTime();
        if (now >= nextRead) {
            nextRead = now + REFRESH_MILLIS * 1_000_000;
            bar.setExtraMessage(
                    String.format(Locale.ROOT, "loss %.4f  accuracy %.1f%%", score.loss(), 100 * score.accuracy()));
        }
    }

    @Override
    public void ended(EpochResult result) {
        close();
        out.printf(
                Locale.ROOT,
                "epoch %d/%d: loss %.4f, accuracy %.2f%%; test loss %.4f, test accuracy %.2f%%; %.0f samples/s, %.1f s%n",
                result.epoch(),
                epochs,
                result.trainLoss(),
                100 * result.trainAccuracy(),
                result.test().loss(),
                100 * result.test().accuracy(),
                result.samplesPerSecond(),
                result.seconds());
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
