package io.github.autograd4j.gpucheck;

import java.util.Locale;

/** The stages, in order of usefulness: a run that is cut short has done the first ones. */
enum Stage {
    ENVIRONMENT(new EnvironmentCheck()),
    COMPILE(new CompileCheck()),
    TRAINING(new TrainingCheck()),
    LEAKS(new LeakCheck()),
    BENCHMARKS(new BenchmarkCheck()),
    CONFORMANCE(new ConformanceCheck()),
    EQUIVALENCE(new EquivalenceCheck());

    final Check check;

    Stage(Check check) {
        this.check = check;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
