package io.github.autograd4j.examples.command;

import io.github.autograd4j.benchmarks.race.Contest;
import io.github.autograd4j.benchmarks.race.Contests;
import io.github.autograd4j.benchmarks.race.Entrants;
import io.github.autograd4j.benchmarks.race.Race;
import io.github.autograd4j.examples.text.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of a race: times, and ratios of throughput. */
final class BenchTable {
    private final int threads;
    private final List<String> contenders;
    private final Map<Contest, Map<String, Race.Result>> results = new LinkedHashMap<>();
    /** What the machine can do, by what it does. */
    private final Map<Contest.Unit, Double> ceilings = new EnumMap<>(Contest.Unit.class);

    BenchTable(int threads, List<String> contenders) {
        this.threads = threads;
        this.contenders = contenders;
    }

    void add(Contest contest, List<Race.Result> times) {
        Map<String, Race.Result> byName = new LinkedHashMap<>();
        times.forEach(result -> byName.put(result.contender(), result));
        results.put(contest, byName);
        Race.Result ours = byName.get(Entrants.VECTOR);
        if (contest.group().equals(Contests.CEILING) && ours != null) {
            ceilings.put(contest.unit(), contest.rate(ours.nanos()));
        }
    }

    List<String> lines() {
        Table table = new Table().left("workload (" + threads + (threads == 1 ? " thread)" : " threads)"));
        contenders.forEach(table::right);
        table.right("rate").left("").right("of ceiling").right("of best peer").left("");
        results.forEach((contest, times) -> {
            List<Object> row = new ArrayList<>();
            row.add(contest.name());
            contenders.forEach(name -> row.add(time(times.get(name))));
            Race.Result ours = times.get(Entrants.VECTOR);
            boolean known = ours != null && ours.failure() == null;
            row.add(known && contest.work() > 0 ? String.format(Locale.ROOT, "%.1f", contest.rate(ours.nanos())) : "");
            row.add(contest.unit().rate());
            row.add(ratio(ofCeiling(contest, ours)));
            row.add(ratio(ofBestPeer(times)));
            row.add(times.values().stream().anyMatch(result -> result.disturbed() > 0) ? "disturbed" : "");
            table.row(row.toArray());
        });
        return table.lines();
    }

    private static String time(Race.Result result) {
        if (result == null) {
            return "-";
        }
        if (result.failure() != null) {
            return "failed";
        }
        double micros = result.nanos() / 1000;
        return micros < 1000
                ? String.format(Locale.ROOT, "%.2f us", micros)
                : String.format(Locale.ROOT, "%.2f ms", micros / 1000);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio);
    }

    private double ofCeiling(Contest contest, Race.Result ours) {
        Double ceiling = ceilings.get(contest.unit());
        return ours == null || ceiling == null || contest.group().equals(Contests.CEILING)
                ? Double.NaN
                : contest.rate(ours.nanos()) / ceiling;
    }

    /** Throughput of ours beside the fastest of the others, which is the inverse of the times' ratio. */
    private static double ofBestPeer(Map<String, Race.Result> times) {
        Race.Result ours = times.get(Entrants.VECTOR);
        double best = times.values().stream()
                .filter(result -> result.failure() == null && !isOurs(result.contender()))
                .mapToDouble(Race.Result::nanos)
                .min()
                .orElse(Double.NaN);
        return ours == null ? Double.NaN : best / ours.nanos();
    }

    private static boolean isOurs(String contender) {
        return contender.equals(Entrants.VECTOR) || contender.equals(Entrants.SCALAR);
    }

    /** The ratios by kind, as far as there are any. */
    Map<String, Map<String, Double>> ratios() {
        Map<String, Map<String, Double>> ratios = new LinkedHashMap<>();
        results.forEach((contest, times) -> {
            put(ratios, "beside the best peer", contest, ofBestPeer(times));
            put(ratios, "of the ceiling", contest, ofCeiling(contest, times.get(Entrants.VECTOR)));
        });
        return ratios;
    }

    private static void put(Map<String, Map<String, Double>> ratios, String kind, Contest contest, double ratio) {
        if (Double.isFinite(ratio) && ratio > 0) {
            ratios.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(contest.name(), ratio);
        }
    }

    Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("threads", threads);
        all.put("java", System.getProperty("java.runtime.version"));
        List<Map<String, Object>> rows = new ArrayList<>();
        results.forEach((contest, times) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("workload", contest.name());
            Map<String, Object> nanos = new LinkedHashMap<>();
            times.forEach((name, result) -> nanos.put(name, result.failure() == null ? result.nanos() : null));
            row.put("nanos", nanos);
            put(row, "of_ceiling", ofCeiling(contest, times.get(Entrants.VECTOR)));
            put(row, "of_best_peer", ofBestPeer(times));
            row.put(
                    "disturbed_rounds",
                    times.values().stream().mapToInt(Race.Result::disturbed).sum());
            rows.add(row);
        });
        all.put("workloads", rows);
        return all;
    }

    private static void put(Map<String, Object> row, String name, double ratio) {
        if (!Double.isNaN(ratio)) {
            row.put(name, ratio);
        }
    }

    List<String> problems() {
        return results.values().stream()
                .flatMap(times -> times.values().stream())
                .map(Race.Result::failure)
                .filter(failure -> failure != null)
                .toList();
    }
}
