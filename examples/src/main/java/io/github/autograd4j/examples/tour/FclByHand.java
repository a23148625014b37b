package io.github.autograd4j.examples.tour;

/**
 * The closed form of {@link SigmoidFcl}, written as its text derives it: h1 = w1 i1 + w2 i2, h2 = w3 i1 + w4 i2, o1 = w5
 * a_h1 + w6 a_h2, o2 = w7 a_h1 + w8 a_h2, a = s(·).
 */
final class FclByHand {
    private final double[] i;
    private final double[] t;
    private final double[] w = {0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55};

    FclByHand(double[] inputs, double[] targets) {
        this.i = inputs.clone();
        this.t = targets.clone();
    }

    private double[] hidden() {
        return new double[] {sigmoid(w[0] * i[0] + w[1] * i[1]), sigmoid(w[2] * i[0] + w[3] * i[1])};
    }

    private double[] outputs() {
        double[] a = hidden();
        return new double[] {sigmoid(w[4] * a[0] + w[5] * a[1]), sigmoid(w[6] * a[0] + w[7] * a[1])};
    }

    double error() {
        double[] a = outputs();
        return ((t[0] - a[0]) * (t[0] - a[0]) + (t[1] - a[1]) * (t[1] - a[1])) / 2;
    }

    /** The derivatives of the error by w1 … w8. */
    double[] gradient() {
        double[] h = hidden();
        double[] a = outputs();
        double d1 = (a[0] - t[0]) * a[0] * (1 - a[0]);
        double d2 = (a[1] - t[1]) * a[1] * (1 - a[1]);
        double e1 = (d1 * w[4] + d2 * w[6]) * h[0] * (1 - h[0]);
        double e2 = (d1 * w[5] + d2 * w[7]) * h[1] * (1 - h[1]);
        return new double[] {e1 * i[0], e1 * i[1], e2 * i[0], e2 * i[1], d1 * h[0], d1 * h[1], d2 * h[0], d2 * h[1]};
    }

    void step(double rate) {
        double[] gradient = gradient();
        for (int k = 0; k < w.length; k++) {
            w[k] -= rate * gradient[k];
        }
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
