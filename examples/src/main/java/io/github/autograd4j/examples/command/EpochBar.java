package io.github.autograd4j.examples.command;

import io.github.autograd4j.examples.text.BarChart;
import java.nio.charset.Charset;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** The line that shows how far an epoch is: bar, loss and accuracy, speed, and the time that it still needs. */
final class EpochBar implements ProgressBarRenderer {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 40;

    private final Charset charset;

    EpochBar(Charset charset) {
        this.charset = charset;
    }

    @Override
    public String render(ProgressState state, int columns) {
        double seconds = state.getElapsedAfterStart().toMillis() / 1e3;
        double part = state.getNormalizedProgress();
        double speed = seconds > 0 ? state.getCurrent() / seconds : 0;
        double left = speed > 0 ? (state.getMax() - state.getCurrent()) / speed : Double.NaN;
        return line(state.getTaskName(), part, state.getExtraMessage(), speed, left, columns);
    }

    String line(String task, double part, String score, double speed, double secondsLeft, int columns) {
        String eta = Double.isNaN(secondsLeft) ? "-:--" : clock(Math.round(secondsLeft));
        String tail = String.format(
                Locale.ROOT, "%3.0f%%  %s  %.0f samples/s  ETA %s", Math.floor(100 * part), score, speed, eta);
        int room = Math.min(LONGEST, Math.max(SHORTEST, columns - task.length() - tail.length() - 3));
        String bar = BarChart.bar(part, room, charset);
        String line = task + " " + bar + " ".repeat(room - bar.length()) + " " + tail;
        return line.length() > columns ? line.substring(0, columns) : line;
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
