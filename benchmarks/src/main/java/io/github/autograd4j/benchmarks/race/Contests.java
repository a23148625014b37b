package io.github.autograd4j.benchmarks.race;

import java.util.ArrayList;
import java.util.List;

/** What is timed, with the values by which each is recognised. */
public final class Contests {
    /** The family of what the machine can do at most. */
    public static final String CEILING = "ceiling";

    static final String FMA = CEILING + " fma";
    static final String COPY = CEILING + " copy";

    private static final double[][] SQUARES = {
        {64, 0.136205}, {256, 15.8678}, {512, -7.40041}, {1024, -0.254421}, {2048, -3.41107}
    };

    private final List<Contest> all = new ArrayList<>();

    private Contests() {
        ceilings();
        products();
        chains();
        rows();
        steps();
        graphs();
    }

    /**
     * Lists all of them.
     *
     * @return the ceilings first, then in the order of their names' numbers
     */
    public static List<Contest> all() {
        return List.copyOf(new Contests().all);
    }

    private void add(String name, double work, Contest.Unit unit, double reference, double tolerance) {
        all.add(new Contest(name, name.split(" ")[0], work, unit, reference, tolerance));
    }

    private void add(String name, double work, Contest.Unit unit, double reference) {
        add(name, work, unit, reference, 1e-4 * Math.abs(reference));
    }

    private void ceilings() {
        add(FMA, Ceilings.FMA_OPERATIONS, Contest.Unit.FLOP, 0, 0);
        add(COPY, Ceilings.COPY_BYTES, Contest.Unit.BYTE, 0, 0);
    }

    private void products() {
        for (double[] square : SQUARES) {
            add("W1 " + (int) square[0], 2 * Math.pow(square[0], 3), Contest.Unit.FLOP, square[1]);
        }
        for (String transposed : List.of("A", "B", "AB")) {
            for (double[] square : SQUARES) {
                if (square[0] >= 256) {
                    String name = "W1t " + transposed + " " + (int) square[0];
                    add(name, 2 * Math.pow(square[0], 3), Contest.Unit.FLOP, square[1]);
                }
            }
        }
        add("W1b batch", 2.0 * 64 * 128 * 64 * 128, Contest.Unit.FLOP, 4.15903);
        add("W1b vector", 2.0 * 4096 * 4096, Contest.Unit.FLOP, -1.87212);
        add("W1b skinny", 2.0 * 4096 * 64 * 64, Contest.Unit.FLOP, 0.136205);
    }

    private void chains() {
        for (String family : List.of("W2", "W2s")) {
            double n = family.equals("W2") ? 16 << 20 : 1 << 16;
            add(family + " forward", 8 * n, Contest.Unit.BYTE, -0.0945692);
            add(family + " both", 20 * n, Contest.Unit.BYTE, -0.0838391);
        }
    }

    private void rows() {
        add("W3", 8.0 * 4096 * 1000, Contest.Unit.BYTE, 9.55609);
        double bytes = 4.0 * 4096 * 4096;
        add("W3b sum 0", bytes, Contest.Unit.BYTE, -0.731934, 5e-4);
        add("W3b sum 1", bytes, Contest.Unit.BYTE, -44.801, 1e-2);
        add("W3b mean 0", bytes, Contest.Unit.BYTE, -0.731934 / 4096, 5e-4 / 4096);
        add("W3b mean 1", bytes, Contest.Unit.BYTE, -44.801 / 4096, 1e-2 / 4096);
        add("W3b max 0", bytes, Contest.Unit.BYTE, 0.998829);
        add("W3b max 1", bytes, Contest.Unit.BYTE, 0.999866);
    }

    private void steps() {
        add("W4 SGD", 0, Contest.Unit.NONE, 2.30150);
        add("W4 Adam", 0, Contest.Unit.NONE, 2.30150);
        add("W5", 0, Contest.Unit.NONE, 2.30208);
        add("W6", 0, Contest.Unit.NONE, 0.373971);
    }

    private void graphs() {
        add("W7 graph", 0, Contest.Unit.NONE, 9);
        add("W7 mlp", 0, Contest.Unit.NONE, 0.99995);
        add("W7 chain", 0, Contest.Unit.NONE, 393.835);
        add("W8", 0, Contest.Unit.NONE, 0.00431509);
        add("W9", 0, Contest.Unit.NONE, 2.31022);
        add("W10", 0, Contest.Unit.NONE, 9.01104);
    }
}
