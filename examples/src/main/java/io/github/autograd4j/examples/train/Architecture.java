package io.github.autograd4j.examples.train;

import io.github.autograd4j.Rng;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Conv2d;
import io.github.autograd4j.nn.Dropout;
import io.github.autograd4j.nn.Flatten;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.MaxPool2d;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Sequential;
import java.util.Locale;

/** The models to choose from. */
public enum Architecture {
    /** Two convolutions, two linear layers. */
    CNN {
        @Override
        public Module build(int height, int width, Rng rng) {
            return height < LARGE ? small(height, width, rng) : large(height, width, rng);
        }
    },
    /** Three linear layers. */
    MLP {
        @Override
        public Module build(int height, int width, Rng rng) {
            return new Sequential(
                    new Flatten(),
                    new Linear((long) height * width, 256, true, rng),
                    Activation.relu(),
                    new Dropout(0.2, rng),
                    new Linear(256, 128, true, rng),
                    Activation.relu(),
                    new Dropout(0.2, rng),
                    new Linear(128, Digits.CLASSES, true, rng));
        }
    };

    private static final int LARGE = 16;

    /**
     * Makes a model.
     *
     * @param height of the images
     * @param width of the images
     * @param rng decides the first weights, and later which units are dropped
     * @return a module from [batch, 1, height, width] to the logits [batch, 10]
     */
    public abstract Module build(int height, int width, Rng rng);

    /** The sides are halved twice. */
    private static Module large(int height, int width, Rng rng) {
        return new Sequential(
                conv(1, 8, rng),
                Activation.relu(),
                new MaxPool2d(2),
                conv(8, 16, rng),
                Activation.relu(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(16L * (height / 4) * (width / 4), 64, true, rng),
                Activation.relu(),
                new Dropout(0.25, rng),
                new Linear(64, Digits.CLASSES, true, rng));
    }

    /** In small images every pixel counts: the sides are halved once, after both convolutions. */
    private static Module small(int height, int width, Rng rng) {
        return new Sequential(
                conv(1, 16, rng),
                Activation.relu(),
                conv(16, 32, rng),
                Activation.relu(),
                new MaxPool2d(2),
                new Flatten(),
                new Dropout(0.25, rng),
                new Linear(32L * (height / 2) * (width / 2), 64, true, rng),
                Activation.relu(),
                new Dropout(0.25, rng),
                new Linear(64, Digits.CLASSES, true, rng));
    }

    private static Conv2d conv(long in, long out, Rng rng) {
        return Conv2d.builder(in, out, 3).padding(1).rng(rng).build();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
