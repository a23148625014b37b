package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.viz.GraphTrace;

/** A neuron made of modules: its gradients are null until something was differentiated. */
final class LinearTanh implements Lesson {
    @Override
    public String name() {
        return "linear-tanh";
    }

    @Override
    public String title() {
        return "Linear(4, 1) and Tanh on [1, 2, 3, 4]";
    }

    @Override
    public void teach(Board board) {
        Linear linear = new Linear(4, 1);
        Sequential neuron = new Sequential(linear, Activation.tanh());
        neuron.to(Device.current());
        setWeights(linear);
        Tensor x = Tensor.of(1f, 2f, 3f, 4f);
        board.show("neuron", neuron);
        board.show("weight", linear.weight());
        board.show("weight.grad", linear.weight().grad());
        board.show("bias", linear.bias());
        board.show("bias.grad", linear.bias().grad());
        board.expect(
                "there are no gradients before",
                linear.weight().grad() == null && linear.bias().grad() == null);
        Tensor y;
        try (GraphTrace trace = board.trace()) {
            trace.name("x", x);
            trace.name("weight", linear.weight());
            trace.name("bias", linear.bias());
            y = trace.name("y", neuron.forward(x));
            y.backward();
        }
        board.show("y", y);
        board.show("weight.grad", linear.weight().grad());
        board.show("bias.grad", linear.bias().grad());
        compare(board, linear, y);
    }

    /** Those of the text that this follows, rounded as it prints them. */
    @SuppressWarnings("try")
    private static void setWeights(Linear linear) {
        try (Restore still = Autograd.noGrad()) {
            linear.weight().assign(Tensor.of(new float[][] {{-0.2819f, -0.1359f, 0.4542f, 0.1628f}}));
            linear.bias().assign(Tensor.of(0.4950f));
        }
    }

    private static void compare(Board board, Linear linear, Tensor y) {
        double t = Math.tanh(-0.2819f + 2 * -0.1359f + 3 * 0.4542f + 4 * 0.1628f + 0.4950f);
        double slope = 1 - t * t;
        board.check("y", y, t);
        board.check("weight_grad", linear.weight().grad(), slope, 2 * slope, 3 * slope, 4 * slope);
        board.check("bias_grad", linear.bias().grad(), slope);
    }
}
