package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fully connected layer worked through on paper: all eight derivatives, then gradient descent at four rates. */
final class SigmoidFcl implements Lesson {
    private static final double[] INPUTS = {0.05, 0.10};
    private static final double[] TARGETS = {0.01, 0.99};
    private static final double[] RATES = {0.1, 0.5, 1, 2};
    private static final int STEPS = 100;

    @Override
    public String name() {
        return "sigmoid-fcl";
    }

    @Override
    public String title() {
        return "2 -> 2 -> 2, sigmoids, no biases, E = sum (t - a)^2 / 2";
    }

    @Override
    public void teach(Board board) {
        Tensor w1 = firstWeights();
        Tensor w2 = secondWeights();
        Tensor error;
        try (GraphTrace trace = board.trace()) {
            trace.name("w1..w4", w1);
            trace.name("w5..w8", w2);
            error = trace.name("E", error(w1, w2));
            error.backward();
        }
        board.show("E", error);
        board.show("dE/dw1..4", w1.grad());
        board.show("dE/dw5..8", w2.grad());
        FclByHand hand = new FclByHand(INPUTS, TARGETS);
        board.check("E", error, hand.error());
        double[] expected = hand.gradient();
        for (int k = 0; k < 8; k++) {
            Tensor gradient = (k < 4 ? w1 : w2).grad().flatten().get(k % 4);
            board.check("dE/dw" + (k + 1), gradient, expected[k]);
        }
        descend(board);
    }

    private static Tensor firstWeights() {
        return Tensor.of(new double[][] {{0.15, 0.20}, {0.25, 0.30}}).requiresGrad(true);
    }

    private static Tensor secondWeights() {
        return Tensor.of(new double[][] {{0.40, 0.45}, {0.50, 0.55}}).requiresGrad(true);
    }

    private static Tensor error(Tensor w1, Tensor w2) {
        Tensor hidden = w1.matmul(Tensor.of(INPUTS, 2, 1)).sigmoid();
        Tensor output = w2.matmul(hidden).sigmoid();
        return Tensor.of(TARGETS, 2, 1).sub(output).square().sum().mul(0.5);
    }

    private static void descend(Board board) {
        board.say("Gradient descent, E after each of " + STEPS + " steps:");
        Map<String, double[]> curves = new LinkedHashMap<>();
        for (double rate : RATES) {
            double[] curve = new double[STEPS];
            FclByHand hand = new FclByHand(INPUTS, TARGETS);
            Tensor w1 = firstWeights();
            Tensor w2 = secondWeights();
            for (int step = 0; step < STEPS; step++) {
                curve[step] = step(w1, w2, rate);
                hand.step(rate);
            }
            String name =
                    "learning rate " + (rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate));
            curves.put(name, curve);
            board.check("E at rate " + rate, curve[STEPS - 1], hand.error());
        }
        board.curves("Gradient descent", curves);
    }

    /** Takes a step and returns the error after it. */
    @SuppressWarnings("try")
    private static double step(Tensor w1, Tensor w2, double rate) {
        try (Scope step = Scope.open()) {
            error(w1, w2).backward();
            try (Restore still = Autograd.noGrad()) {
                w1.subAssign(w1.grad().mul(rate));
                w2.subAssign(w2.grad().mul(rate));
                w1.zeroGrad();
                w2.zeroGrad();
                return error(w1, w2).item();
            }
        }
    }
}
