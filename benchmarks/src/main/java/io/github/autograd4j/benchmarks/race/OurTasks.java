package io.github.autograd4j.benchmarks.race;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.benchmarks.TrainingRun;
import io.github.autograd4j.benchmarks.TrainingWorkload;
import io.github.autograd4j.benchmarks.Workload;
import io.github.autograd4j.nn.Functional;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The workloads as a program of this library does them: a process that {@link Contender} starts. */
public final class OurTasks {
    private static final Map<String, Supplier<Task>> TASKS = new HashMap<>();

    static {
        for (int n : new int[] {64, 256, 512, 1024, 2048}) {
            TASKS.put("W1 " + n, () -> product(Workload.uniform(1, -1, 1, n, n), Workload.uniform(2, -1, 1, n, n)));
            TASKS.put("W1t A " + n, () -> product(turned(1, n), Workload.uniform(2, -1, 1, n, n)));
            TASKS.put("W1t B " + n, () -> product(Workload.uniform(1, -1, 1, n, n), turned(2, n)));
            TASKS.put("W1t AB " + n, () -> product(turned(1, n), turned(2, n)));
        }
        TASKS.put(
                "W1b batch",
                () -> product(Workload.uniform(1, -1, 1, 64, 128, 64), Workload.uniform(2, -1, 1, 64, 64, 128)));
        TASKS.put(
                "W1b vector", () -> product(Workload.uniform(1, -1, 1, 4096, 4096), Workload.uniform(2, -1, 1, 4096)));
        TASKS.put(
                "W1b skinny", () -> product(Workload.uniform(1, -1, 1, 4096, 64), Workload.uniform(2, -1, 1, 64, 64)));
        chain("W2", 16 << 20);
        chain("W2s", 1 << 16);
        TASKS.put("W3", OurTasks::crossEntropy);
        for (int axis : new int[] {0, 1}) {
            TASKS.put("W3b sum " + axis, () -> reduction(x -> x.sum(axis)));
            TASKS.put("W3b mean " + axis, () -> reduction(x -> x.mean(axis)));
            TASKS.put("W3b max " + axis, () -> reduction(x -> x.amax(axis)));
        }
        TASKS.put("W4 SGD", () -> step(TrainingWorkload.W4_SGD));
        TASKS.put("W4 Adam", () -> step(TrainingWorkload.W4_ADAM));
        TASKS.put("W5", () -> step(TrainingWorkload.W5));
        TASKS.put("W6", () -> step(TrainingWorkload.W6));
        TASKS.put("W8", () -> step(TrainingWorkload.W8));
        TASKS.put("W9", () -> step(TrainingWorkload.W9));
        TASKS.put("W10", () -> step(TrainingWorkload.W10));
        TASKS.put("W7 graph", () -> repeated(OurTasks::graph));
        TASKS.put("W7 mlp", () -> repeated(new TinyPerceptron()::loss));
        TASKS.put("W7 chain", () -> repeated(OurTasks::links));
    }

    private OurTasks() {}

    /**
     * Answers on standard input and output.
     *
     * @param args none
     * @throws IOException if the input cannot be read
     */
    public static void main(String... args) throws IOException {
        int threads =
                Integer.getInteger("autograd.cpu.threads", Runtime.getRuntime().availableProcessors());
        Worker.serve(name -> make(name, threads));
    }

    static Task make(String name, int threads) {
        Supplier<Task> ours = TASKS.get(name);
        return ours == null ? Ceilings.make(name, threads) : ours.get();
    }

    private static Tensor turned(int seed, int n) {
        return Workload.uniform(seed, -1, 1, n, n).t().contiguous().t();
    }

    /** A task without recording, told by the first element of its result. */
    @SuppressWarnings("try") // only restores recording, only closes what was made
    private static Task unrecorded(Supplier<Tensor> body) {
        return repeated(() -> {
            try (Restore recording = Autograd.noGrad();
                    Scope ignored = Scope.open()) {
                return first(body.get());
            }
        });
    }

    private static double first(Tensor y) {
        return y.rank() == 0 ? y.item() : first(y.select(0, 0));
    }

    private static Task repeated(DoubleSupplier body) {
        return new Task() {
            private double value;

            @Override
            public double first() {
                run();
                return value;
            }

            @Override
            public void run() {
                value = body.getAsDouble();
            }
        };
    }

    private static Task product(Tensor a, Tensor b) {
        return unrecorded(() -> a.matmul(b));
    }

    private interface Reduction {
        Tensor of(Tensor x);
    }

    private static Task reduction(Reduction reduction) {
        Tensor x = Workload.uniform(6, -1, 1, 4096, 4096);
        return unrecorded(() -> reduction.of(x));
    }

    private static Tensor chain(Tensor x) {
        return x.mul(1.3).add(0.1).tanh().mul(x.sigmoid());
    }

    @SuppressWarnings("try") // only closes what was made
    private static void chain(String name, int n) {
        TASKS.put(name + " forward", () -> {
            Tensor x = Workload.uniform(3, -4, 4, n);
            return unrecorded(() -> chain(x));
        });
        TASKS.put(name + " both", () -> {
            Tensor x = Workload.uniform(3, -4, 4, n).requiresGrad(true);
            Tensor ones = Tensor.ones(n);
            return repeated(() -> {
                try (Scope ignored = Scope.open()) {
                    x.zeroGrad();
                    chain(x).backward(ones);
                    return first(x.grad());
                }
            });
        });
    }

    @SuppressWarnings("try") // only closes what was made
    private static Task crossEntropy() {
        Tensor x = Workload.uniform(4, -5, 5, 4096, 1000).requiresGrad(true);
        Tensor y = Workload.classes(5, 1000, 4096);
        return repeated(() -> {
            try (Scope ignored = Scope.open()) {
                x.zeroGrad();
                Tensor loss = Functional.crossEntropy(x, y);
                loss.backward();
                return loss.item();
            }
        });
    }

    private static Task step(TrainingWorkload workload) {
        TrainingRun run = workload.start(1);
        return repeated(run::step);
    }

    private static double graph() {
        Tensor a = Tensor.scalar(2f).requiresGrad(true);
        Tensor b = Tensor.scalar(3f).requiresGrad(true);
        a.add(b).mul(b.add(1)).backward();
        return b.grad().item();
    }

    private static double links() {
        Tensor w = Tensor.scalar(0.5f).requiresGrad(true);
        Tensor x = w;
        for (int i = 0; i < 500; i++) {
            x = x.add(w).mul(0.999);
        }
        x.backward();
        return w.grad().item();
    }
}
