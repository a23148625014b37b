package io.github.autograd4j.benchmarks.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Tells whether other programs used the processors: the time that the machine was busy less that of our processes, from
 * Linux' {@code /proc}. Elsewhere nothing is known, and nothing is disturbed.
 */
final class Interference {
    /** Other programs may use this part of a core. */
    private static final double ALLOWED = 0.08;

    private static final double TICKS_PER_SECOND = 100;
    private static final Path PROC = Path.of("/proc");

    private final Collection<Long> ours;
    private final long start = System.nanoTime();
    private final long busy;

    /** Begins to watch. */
    Interference(Collection<Long> ours) {
        this.ours = ours;
        this.busy = foreignTicks();
    }

    static boolean isKnown() {
        return Files.isReadable(PROC.resolve("stat"));
    }

    /** Returns how many cores others have used since. */
    double cores() {
        double seconds = (System.nanoTime() - start) / 1e9;
        return Math.max(0, (foreignTicks() - busy) / TICKS_PER_SECOND / seconds);
    }

    boolean disturbs() {
        return cores() > ALLOWED;
    }

    private long foreignTicks() {
        if (!isKnown()) {
            return 0;
        }
        try {
            String[] all =
                    Files.readAllLines(PROC.resolve("stat")).get(0).trim().split("\\s+");
            long ticks = 0;
            for (int i = 1; i <= 8 && i < all.length; i++) {
                boolean idle = i == 4 || i == 5;
                ticks += idle ? 0 : Long.parseLong(all[i]);
            }
            for (long pid : ours) {
                ticks -= ticks(pid);
            }
            return ticks;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static long ticks(long pid) throws IOException {
        String line = Files.readString(PROC.resolve(pid + "/stat"));
        // The name, in parentheses, may hold blanks.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
