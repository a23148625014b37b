package io.github.autograd4j.it;

import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.BatchNorm2d;
import io.github.autograd4j.nn.Conv2d;
import io.github.autograd4j.nn.Dropout;
import io.github.autograd4j.nn.Flatten;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.LayerNorm;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.MaxPool2d;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Sequential;
import java.util.function.Function;

/** Networks of the usual kinds, small enough for devices that are slow, each with dropout. */
enum SmallNetwork {
    PERCEPTRON(rng -> new Sequential(
            new Flatten(),
            new Linear(64, 32, true, rng),
            Activation.tanh(),
            new Dropout(0.2, rng),
            new Linear(32, 4, true, rng))),

    /** Without biases in front of the norm: their gradients are 0 but for rounding, which Adam would magnify. */
    CONVOLUTIONAL(rng -> new Sequential(
            Conv2d.builder(1, 4, 3).padding(1).bias(false).rng(rng).build(),
            new BatchNorm2d(4),
            Activation.relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Dropout(0.2, rng),
            new Linear(64, 4, true, rng))),

    TRANSFORMER(TransformerBlock::new);

    /** Rows as tokens: attention of two heads, then a perceptron, both beside a residual connection. */
    private static final class TransformerBlock extends Module {
        private static final int WIDTH = 8;
        private static final int HEADS = 2;

        private final LayerNorm first = child("first", new LayerNorm(WIDTH));
        private final LayerNorm second = child("second", new LayerNorm(WIDTH));
        private final Linear qkv;
        private final Linear out;
        private final Linear up;
        private final Linear down;
        private final Linear head;
        private final Dropout dropout;

        /** Without bias for the keys, whose gradient is 0 but for rounding. */
        TransformerBlock(Rng rng) {
            qkv = child("qkv", new Linear(WIDTH, 3 * WIDTH, false, rng));
            out = child("out", new Linear(WIDTH, WIDTH, true, rng));
            up = child("up", new Linear(WIDTH, 2 * WIDTH, true, rng));
            down = child("down", new Linear(2 * WIDTH, WIDTH, true, rng));
            head = child("head", new Linear(WIDTH, 4, true, rng));
            dropout = child("dropout", new Dropout(0.1, rng));
        }

        @Override
        public Tensor forward(Tensor images) {
            long batch = images.size(0);
            long length = images.size(2);
            Tensor x = images.reshape(batch, length, WIDTH);
            Tensor parts = qkv.forward(first.forward(x))
                    .reshape(batch, length, 3, HEADS, WIDTH / HEADS)
                    .permute(2, 0, 3, 1, 4);
            Tensor heads = Functional.scaledDotProductAttention(
                    parts.select(0, 0), parts.select(0, 1), parts.select(0, 2), null, true);
            Tensor h =
                    x.add(dropout.forward(out.forward(heads.permute(0, 2, 1, 3).reshape(batch, length, WIDTH))));
            Tensor y = h.add(down.forward(Functional.gelu(up.forward(second.forward(h)))));
            return head.forward(y.mean(1));
        }
    }

    private final Function<Rng, Module> maker;

    SmallNetwork(Function<Rng, Module> maker) {
        this.maker = maker;
    }

    /** The network, with four classes for pictures of 8 × 8, on the current device. */
    Module make(Rng rng) {
        return maker.apply(rng);
    }
}
