package io.github.autograd4j.examples.tour;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;
import java.util.stream.IntStream;

/** What tensors print of themselves: their values and what made them. */
final class PytorchArange implements Lesson {
    @Override
    public String name() {
        return "pytorch-arange";
    }

    @Override
    public String title() {
        return "arange(0..9), + 1, squared";
    }

    @Override
    public void teach(Board board) {
        Tensor x = Tensor.arange(0, 10, 1, DType.FLOAT32).requiresGrad(true);
        Tensor plusOne;
        Tensor squared;
        try (GraphTrace trace = board.trace()) {
            trace.name("x", x);
            plusOne = trace.name("x + 1", x.add(1));
            squared = trace.name("(x + 1)^2", plusOne.pow(2));
            board.say(x.toString());
            board.say(plusOne.toString());
            board.say(squared.toString());
            trace.name("sum", squared.sum()).backward();
        }
        board.show("d(sum)/dx", x.grad());
        board.check("x", x, IntStream.range(0, 10).asDoubleStream().toArray());
        board.check(
                "x+1", plusOne, IntStream.rangeClosed(1, 10).asDoubleStream().toArray());
        board.check(
                "(x+1)^2",
                squared,
                IntStream.rangeClosed(1, 10).mapToDouble(n -> n * n).toArray());
        board.check(
                "d(sum)/dx",
                x.grad(),
                IntStream.rangeClosed(1, 10).mapToDouble(n -> 2 * n).toArray());
    }
}
