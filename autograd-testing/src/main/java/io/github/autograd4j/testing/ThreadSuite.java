package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;

/** Several threads that share operands get the results that one gets, each in scopes of its own. */
final class ThreadSuite {
    private static final int THREADS = 4;
    private static final int ROUNDS = 3;

    private final Conformance conformance;
    private final Conformance.Suite suite;

    ThreadSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("threads");
    }

    List<DynamicTest> tests(Iterable<OpCase> cases) {
        for (OpCase c : cases) {
            if (conformance.dtypes(c).contains(DType.FLOAT32)) {
                suite.add(c.title(), () -> check(c));
            }
        }
        suite.add("a shared leaf gets every gradient", this::accumulate);
        return suite.atLeast(300);
    }

    private void check(OpCase c) throws InterruptedException, ExecutionException {
        OpCase.Sample sample = c.samples(DType.FLOAT32).get(0);
        Tensor[] shared = Arrays.stream(sample.operands())
                .map(v -> v.on(conformance.device))
                .map(t -> c.orders() > 0 && t.dtype().isFloating() ? t.requiresGrad(true) : t)
                .toArray(Tensor[]::new);
        List<Values> alone = run(c, shared);
        for (List<Values> results : together(() -> run(c, shared))) {
            for (int k = 0; k < alone.size(); k++) {
                String difference = TensorAssert.difference(results.get(k), alone.get(k), Tolerance.EXACT);
                if (difference != null) {
                    throw new AssertionError(
                            "result " + k + " of a thread differs from that of one alone: " + difference);
                }
            }
        }
    }

    /** Results and gradients, on the host. */
    @SuppressWarnings("try") // the resources only restore
    private List<Values> run(OpCase c, Tensor... x) {
        List<Values> results = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (Restore device = conformance.device.use();
                    Scope scope = Scope.open()) {
                List<Tensor> outputs = new ArrayList<>();
                List<Tensor> cotangents = new ArrayList<>();
                for (Tensor output : c.call(x)) {
                    results.add(Values.of(output));
                    if (output.requiresGrad()) {
                        outputs.add(output);
                        cotangents.add(output.onesLike());
                    }
                }
                List<Tensor> wanted =
                        Arrays.stream(x).filter(Tensor::requiresGrad).toList();
                if (!outputs.isEmpty()) {
                    for (Tensor g : Autograd.grad(outputs, wanted, cotangents, GradOptions.DEFAULT.allowingUnused())) {
                        if (g != null) {
                            results.add(Values.of(g));
                        }
                    }
                }
            }
        }
        return results;
    }

    private static <T> List<T> together(Callable<T> task) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(java.util.Collections.nCopies(THREADS, task))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private void accumulate() throws InterruptedException, ExecutionException {
        Tensor leaf = new Values(DType.FLOAT32, io.github.autograd4j.Shape.of(3), 1, 2, 3)
                .on(conformance.device)
                .requiresGrad(true);
        together(() -> {
            for (int i = 0; i < 25; i++) {
                leaf.square().sum().backward();
            }
            return null;
        });
        TensorAssert.assertThat(leaf.grad()).hasElements(Tolerance.EXACT, 200, 400, 600);
    }
}
