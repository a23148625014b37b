package io.github.autograd4j.examples.tour;

import java.util.List;

/** The programs of the tour, in their order. */
public final class Tour {
    /** All of them. */
    public static final List<Lesson> LESSONS = List.of(
            new HasktorchMlp(),
            new ScalarChain(),
            new PerceptronMlp(),
            new PytorchArange(),
            new TwoLayerDerivation(),
            new SigmoidFcl(),
            new TwoLeaves(),
            new MaxExp(),
            new LinearTanh());

    private Tour() {}
}
