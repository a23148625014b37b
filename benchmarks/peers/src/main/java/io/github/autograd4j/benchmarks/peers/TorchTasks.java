package io.github.autograd4j.benchmarks.peers;

import io.github.autograd4j.benchmarks.race.Task;
import io.github.autograd4j.benchmarks.race.Worker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The workloads as a program of PyTorch does them. */
public final class TorchTasks {
    private static final Map<String, Supplier<Task>> TASKS = new HashMap<>();

    static {
        for (int n : new int[] {64, 256, 512, 1024, 2048}) {
            TASKS.put("W1 " + n, () -> product(square(1, n), square(2, n)));
            TASKS.put("W1t A " + n, () -> product(turned(1, n), square(2, n)));
            TASKS.put("W1t B " + n, () -> product(square(1, n), turned(2, n)));
            TASKS.put("W1t AB " + n, () -> product(turned(1, n), turned(2, n)));
        }
        TASKS.put(
                "W1b batch", () -> product(Torch.uniform(1, -1, 1, 64, 128, 64), Torch.uniform(2, -1, 1, 64, 64, 128)));
        TASKS.put("W1b vector", () -> product(square(1, 4096), Torch.uniform(2, -1, 1, 4096)));
        TASKS.put("W1b skinny", () -> product(Torch.uniform(1, -1, 1, 4096, 64), square(2, 64)));
        chain("W2", 16 << 20);
        chain("W2s", 1 << 16);
        TASKS.put("W3", TorchTasks::crossEntropy);
        for (int axis : new int[] {0, 1}) {
            long[] axes = {axis};
            TASKS.put("W3b sum " + axis, () -> reduction(x -> x.sum(axes, false, new ScalarTypeOptional())));
            TASKS.put("W3b mean " + axis, () -> reduction(x -> x.mean(axes, false, new ScalarTypeOptional())));
            TASKS.put("W3b max " + axis, () -> reduction(x -> x.amax(axes, false)));
        }
        TASKS.put("W4 SGD", () -> step(new TorchNetworks.Perceptron(), TorchTasks::sgd));
        TASKS.put("W4 Adam", () -> step(new TorchNetworks.Perceptron(), TorchTasks::adam));
        TASKS.put("W5", () -> step(new TorchNetworks.Convolutional(), TorchTasks::sgd));
        TASKS.put("W6", () -> step(new TorchNetworks.Transformer(), TorchTasks::sgd));
        TASKS.put("W7 graph", () -> scoped(TorchTasks::graph));
        TASKS.put("W7 mlp", () -> scoped(new TinyTorch()::loss));
        TASKS.put("W7 chain", () -> scoped(TorchTasks::links));
        TASKS.put("W8", () -> step(new TorchNetworks.Lstm(), TorchTasks::sgd));
        TASKS.put("W9", () -> step(new TorchNetworks.Residual(), TorchTasks::momentum));
        TASKS.put("W10", () -> step(new TorchNetworks.LanguageHead(), TorchTasks::adam));
    }

    private TorchTasks() {}

    /**
     * Answers on standard input and output.
     *
     * @param args the number of threads
     * @throws IOException if the input cannot be read
     */
    public static void main(String... args) throws IOException {
        torch.set_num_threads(Integer.parseInt(args[0]));
        Worker.serve(name -> {
            Supplier<Task> known = TASKS.get(name);
            return known == null ? null : known.get();
        });
    }

    private static Tensor square(int seed, int n) {
        return Torch.uniform(seed, -1, 1, n, n);
    }

    private static Tensor turned(int seed, int n) {
        return square(seed, n).t().contiguous().t();
    }

    /** A task that frees what it makes. */
    private static Task scoped(DoubleSupplier body) {
        return new Task() {
            private double value;

            @Override
            public double first() {
                run();
                return value;
            }

            @Override
            public void run() {
                value = Torch.scoped(body);
            }
        };
    }

    @SuppressWarnings("try") // only restores recording
    private static Task unrecorded(Supplier<Tensor> body) {
        return scoped(() -> {
            try (NoGradGuard guard = new NoGradGuard()) {
                return Torch.first(body.get());
            }
        });
    }

    private static Task product(Tensor a, Tensor b) {
        return unrecorded(() -> a.matmul(b));
    }

    private static Task reduction(UnaryOperator<Tensor> reduction) {
        Tensor x = Torch.uniform(6, -1, 1, 4096, 4096);
        return unrecorded(() -> reduction.apply(x));
    }

    private static Tensor chain(Tensor x) {
        return x.mul(new Scalar(1.3)).add(new Scalar(0.1)).tanh().mul(x.sigmoid());
    }

    private static void chain(String name, int n) {
        TASKS.put(name + " forward", () -> {
            Tensor x = Torch.uniform(3, -4, 4, n);
            return unrecorded(() -> chain(x));
        });
        TASKS.put(name + " both", () -> {
            Tensor x = Torch.leaf(Torch.uniform(3, -4, 4, n));
            Tensor ones = torch.ones(n);
            return scoped(() -> {
                x.mutable_grad().reset();
                chain(x).backward(ones, new BoolOptional(), false, new TensorArrayRefOptional());
                return Torch.first(x.grad());
            });
        });
    }

    private static Task crossEntropy() {
        Tensor x = Torch.leaf(Torch.uniform(4, -5, 5, 4096, 1000));
        Tensor y = Torch.classes(5, 1000, 4096);
        return scoped(() -> {
            x.mutable_grad().reset();
            Tensor loss = torch.cross_entropy_loss(x, y);
            loss.backward();
            return loss.item_float();
        });
    }

    private static Optimizer sgd(TensorVector parameters) {
        return new SGD(parameters, new SGDOptions(0.01));
    }

    private static Optimizer momentum(TensorVector parameters) {
        SGDOptions options = new SGDOptions(0.01);
        options.momentum().put(0.9);
        return new SGD(parameters, options);
    }

    private static Optimizer adam(TensorVector parameters) {
        return new Adam(parameters, new AdamOptions(1e-3));
    }

    private static Task step(TorchNetworks.Network network, Function<TensorVector, Optimizer> optimizer) {
        Optimizer updates = optimizer.apply(
                new TensorVector(network.parameters().toArray(new Tensor[0])));
        return scoped(() -> {
            updates.zero_grad();
            Tensor loss = network.loss();
            loss.backward();
            updates.step();
            return loss.item_float();
        });
    }

    private static Tensor scalar(double value) {
        return Torch.leaf(torch.tensor((float) value));
    }

    private static double graph() {
        Tensor a = scalar(2);
        Tensor b = scalar(3);
        a.add(b).mul(b.add(new Scalar(1))).backward();
        return b.grad().item_float();
    }

    private static double links() {
        Tensor w = scalar(0.5);
        Tensor x = w;
        Scalar factor = new Scalar(0.999);
        for (int i = 0; i < 500; i++) {
            x = x.add(w).mul(factor);
        }
        x.backward();
        return w.grad().item_float();
    }
}
