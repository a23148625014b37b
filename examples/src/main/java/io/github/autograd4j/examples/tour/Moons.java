package io.github.autograd4j.examples.tour;

import java.util.Random;

/**
 * Points on two interleaved half-circles, with noise.
 *
 * @param points x and y of each, one after the other
 * @param labels 1 for the upper moon, −1 for the lower
 */
record Moons(double[] points, double[] labels) {
    private static final double NOISE = 0.1;

    int size() {
        return labels.length;
    }

    static Moons generate(long seed, int count) {
        Random random = new Random(seed);
        double[] points = new double[2 * count];
        double[] labels = new double[count];
        for (int i = 0; i < count; i++) {
            boolean upper = i % 2 == 0;
            double angle = Math.PI * random.nextDouble();
            double x = StrictMath.cos(angle);
            double y = StrictMath.sin(angle);
            points[2 * i] = (upper ? x : 1 - x) + NOISE * random.nextGaussian();
            points[2 * i + 1] = (upper ? y : 0.5 - y) + NOISE * random.nextGaussian();
            labels[i] = upper ? 1 : -1;
        }
        return new Moons(points, labels);
    }
}
