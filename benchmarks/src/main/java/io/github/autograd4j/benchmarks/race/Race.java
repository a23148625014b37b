package io.github.autograd4j.benchmarks.race;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times contenders in turn. */
public final class Race {
    /**
     * What one contender needed for one workload.
     *
     * @param contender who
     * @param nanos the median of the rounds, for one run
     * @param disturbed how many rounds count although other programs used the processors, for lack of quiet ones
     * @param failure why there is no time, or null
     */
    public record Result(String contender, double nanos, int disturbed, String failure) {}

    private final List<Contender> contenders;
    private final List<Long> ours = new ArrayList<>();
    private final int rounds;
    private final long millis;

    /**
     * A race.
     *
     * @param contenders who takes part
     * @param rounds how often each has its turn
     * @param millis how long a turn takes
     */
    public Race(List<Contender> contenders, int rounds, long millis) {
        this.contenders = List.copyOf(contenders);
        this.rounds = rounds;
        this.millis = millis;
        contenders.forEach(contender -> ours.add(contender.pid()));
        ours.add(ProcessHandle.current().pid());
    }

    /**
     * Times a workload.
     *
     * @param workload which
     * @return a result of each contender that can do it, in their order
     */
    public List<Result> run(Contest workload) {
        Map<Contender, double[]> times = new LinkedHashMap<>();
        Map<Contender, Result> results = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            attempt(contender, results, () -> {
                if (contender.make(workload)) {
                    // Compiled and warm: as long as half of the rounds together.
                    contender.time(Math.max(millis, millis * rounds / 2));
                    times.put(contender, new double[rounds]);
                }
            });
        }
        Map<Contender, Integer> disturbed = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            int at = round;
            for (Contender contender : times.keySet()) {
                attempt(contender, results, () -> disturbed.merge(contender, turn(contender, times, at), Integer::sum));
            }
        }
        times.forEach((contender, samples) -> {
            Arrays.sort(samples);
            double median = samples[rounds / 2];
            results.putIfAbsent(
                    contender, new Result(contender.name(), median, disturbed.getOrDefault(contender, 0), null));
        });
        return contenders.stream()
                .filter(results::containsKey)
                .map(results::get)
                .toList();
    }

    /** One turn, repeated a few times for as long as others disturb it; returns 1 if the last was disturbed too. */
    private int turn(Contender contender, Map<Contender, double[]> times, int round) throws IOException {
        boolean disturbed = true;
        double quietest = Double.POSITIVE_INFINITY;
        for (int attempt = 0; attempt < 4 && disturbed; attempt++) {
            Interference watch = new Interference(ours);
            double nanos = contender.time(millis);
            double cores = watch.cores();
            disturbed = watch.disturbs();
            if (cores < quietest) {
                quietest = cores;
                times.get(contender)[round] = nanos;
            }
        }
        return disturbed ? 1 : 0;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Contender contender, Map<Contender, Result> results, Step step) {
        if (results.containsKey(contender)) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            results.put(contender, new Result(contender.name(), Double.NaN, 0, e.getMessage()));
        }
    }
}
