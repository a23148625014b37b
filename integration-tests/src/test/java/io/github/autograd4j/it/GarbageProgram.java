package io.github.autograd4j.it;

import io.github.autograd4j.Device;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.Adam;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains on the current device and prints the peak of its memory after two steps and after all. Arguments: whether steps
 * have a scope ({@code naive} or {@code scoped}) or there is no training, only an operation that the device decomposes
 * ({@code decomposed}), and how many there are; or {@code full} (memory is used up, and nothing closed) or {@code closed}.
 */
final class GarbageProgram {
    private final Sequential model;
    private final Adam adam;
    private final Tensor x;
    private final Tensor y;

    private GarbageProgram() {
        Rng rng = Rng.of(4);
        model = new Sequential(
                new Linear(16, 32, true, rng), Activation.tanh(), new Linear(32, 3, true, rng), Activation.tanh());
        adam = new Adam(model.parameters(), 0.01);
        x = rng.randn(8, 16);
        y = Tensor.arange(8).remainder(3);
    }

    /** As one writes it who knows nothing of device memory. */
    private float step() {
        adam.zeroGrad();
        Tensor loss = Functional.crossEntropy(model.forward(x), y);
        loss.backward();
        adam.step();
        return (float) loss.item();
    }

    @SuppressWarnings("try")
    private float scopedStep() {
        try (Scope scope = Scope.open()) {
            return step();
        }
    }

    /** Runs it. */
    public static void main(String[] args) {
        Device device = Device.current();
        if (args.length == 1) {
            useUp(args[0].equals("closed"));
            System.out.println("live " + device.memoryStats().live());
            return;
        }
        int steps = Integer.parseInt(args[1]);
        if (args[0].equals("decomposed")) {
            Tensor x = Tensor.ones(1, 1000);
            for (int step = 0; step < steps; step++) {
                x.softmax(1);
            }
            System.out.println("peak " + device.memoryStats().peak());
            return;
        }
        GarbageProgram program = new GarbageProgram();
        boolean scoped = args[0].equals("scoped");
        float loss = 0;
        for (int step = 0; step < steps; step++) {
            loss = scoped ? program.scopedStep() : program.step();
            if (step == 1) {
                System.out.println("second " + device.memoryStats().peak());
            }
        }
        System.out.println("peak " + device.memoryStats().peak());
        System.out.println("loss " + loss);
    }

    /** Holds tensors until there is no memory, lets go, and does it again. */
    private static void useUp(boolean closing) {
        for (int round = 0; round < 2; round++) {
            List<Tensor> held = new ArrayList<>();
            try {
                while (held.size() < 1_000) {
                    held.add(Tensor.zeros(10_000));
                }
                System.out.println("never full");
            } catch (OutOfDeviceMemoryException e) {
                System.out.println("full " + held.size());
            }
            if (closing) {
                held.forEach(Tensor::close);
            }
            held.clear();
        }
    }
}
