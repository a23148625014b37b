package io.github.autograd4j.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The networks of the workloads that are training steps. */
final class TorchNetworks {
    /** A network and its data. */
    interface Network {
        List<Tensor> parameters();

        Tensor loss();
    }

    private TorchNetworks() {}

    private abstract static class Parameters implements Network {
        private final List<Tensor> all = new ArrayList<>();

        Tensor add(Tensor parameter) {
            all.add(parameter);
            return parameter;
        }

        @Override
        public List<Tensor> parameters() {
            return all;
        }
    }

    /** W4. */
    static final class Perceptron extends Parameters {
        private final Tensor x = Torch.uniform(7, 0, 1, 128, 784);
        private final Tensor y = Torch.classes(8, 10, 128);
        private final Tensor w1 = add(Torch.weight(20, 784, 512, 784));
        private final Tensor b1 = add(Torch.bias(512));
        private final Tensor w2 = add(Torch.weight(21, 512, 512, 512));
        private final Tensor b2 = add(Torch.bias(512));
        private final Tensor w3 = add(Torch.weight(22, 512, 10, 512));
        private final Tensor b3 = add(Torch.bias(10));

        @Override
        public Tensor loss() {
            Tensor h1 = torch.relu(Torch.linear(x, w1, b1));
            Tensor h2 = torch.relu(Torch.linear(h1, w2, b2));
            return torch.cross_entropy_loss(Torch.linear(h2, w3, b3), y);
        }
    }

    /** W5. */
    static final class Convolutional extends Parameters {
        private final Tensor x = Torch.uniform(9, 0, 1, 64, 1, 28, 28);
        private final Tensor y = Torch.classes(10, 10, 64);
        private final Tensor w1 = add(Torch.weight(31, 9, 16, 1, 3, 3));
        private final Tensor b1 = add(Torch.bias(16));
        private final Tensor w2 = add(Torch.weight(32, 144, 32, 16, 3, 3));
        private final Tensor b2 = add(Torch.bias(32));
        private final Tensor w3 = add(Torch.weight(33, 288, 32, 32, 3, 3));
        private final Tensor b3 = add(Torch.bias(32));
        private final Tensor w4 = add(Torch.weight(34, 1568, 10, 1568));
        private final Tensor b4 = add(Torch.bias(10));

        @Override
        public Tensor loss() {
            Tensor h = torch.relu(Torch.conv(x, w1, new TensorOptional(b1), 1, 1));
            h = Torch.pool(torch.relu(Torch.conv(h, w2, new TensorOptional(b2), 1, 1)));
            h = Torch.pool(torch.relu(Torch.conv(h, w3, new TensorOptional(b3), 1, 1)));
            return torch.cross_entropy_loss(Torch.linear(h.reshape(64, 1568), w4, b4), y);
        }
    }

    /** W6. */
    static final class Transformer extends Parameters {
        private final Tensor x = Torch.uniform(11, -1, 1, 8, 128, 256);
        private final Tensor qkv = add(Torch.weight(41, 256, 768, 256));
        private final Tensor qkvBias = add(Torch.bias(768));
        private final Tensor out = add(Torch.weight(42, 256, 256, 256));
        private final Tensor outBias = add(Torch.bias(256));
        private final Tensor up = add(Torch.weight(43, 256, 1024, 256));
        private final Tensor upBias = add(Torch.bias(1024));
        private final Tensor down = add(Torch.weight(44, 1024, 256, 1024));
        private final Tensor downBias = add(Torch.bias(256));
        private final Tensor gain1 = add(Torch.gain(256));
        private final Tensor shift1 = add(Torch.bias(256));
        private final Tensor gain2 = add(Torch.gain(256));
        private final Tensor shift2 = add(Torch.bias(256));

        private static Tensor norm(Tensor x, Tensor gain, Tensor shift) {
            return torch.layer_norm(
                    x, new long[] {256}, new TensorOptional(gain), new TensorOptional(shift), 1e-5, true);
        }

        private Tensor attention(Tensor input) {
            Tensor parts = Torch.linear(input, qkv, qkvBias)
                    .reshape(8, 128, 3, 4, 64)
                    .permute(2, 0, 3, 1, 4);
            Tensor heads = torch.scaled_dot_product_attention(
                    parts.select(0, 0), parts.select(0, 1), parts.select(0, 2));
            return Torch.linear(heads.permute(0, 2, 1, 3).reshape(8, 128, 256), out, outBias);
        }

        @Override
        public Tensor loss() {
            Tensor h = x.add(attention(norm(x, gain1, shift1)));
            Tensor inner = torch.gelu(Torch.linear(norm(h, gain2, shift2), up, upBias));
            Tensor y = h.add(Torch.linear(inner, down, downBias));
            return y.mul(y).mean();
        }
    }

    /** W8. */
    static final class Lstm extends Parameters {
        private final Tensor x = Torch.uniform(12, -1, 1, 64, 32, 128);
        private final Tensor state = torch.zeros(1, 32, 256);
        private final Tensor input = add(Torch.weight(51, 256, 1024, 128));
        private final Tensor hidden = add(Torch.weight(52, 256, 1024, 256));
        private final Tensor inputBias = add(Torch.bias(1024));
        private final Tensor hiddenBias = add(Torch.bias(1024));

        @Override
        public Tensor loss() {
            TensorVector states = new TensorVector(state, state);
            TensorVector weights = new TensorVector(input, hidden, inputBias, hiddenBias);
            Tensor y = torch.lstm(x, states, weights, true, 1, 0, true, false, false)
                    .get0();
            return y.mul(y).mean();
        }
    }

    /** W9. */
    static final class Residual extends Parameters {
        private final Tensor x = Torch.uniform(13, 0, 1, 32, 3, 32, 32);
        private final Tensor y = Torch.classes(14, 10, 32);
        private final Normalized stem = new Normalized(0, 3, 64, 3, 1);
        private final Normalized a1 = new Normalized(1, 64, 64, 3, 1);
        private final Normalized a2 = new Normalized(2, 64, 64, 3, 1);
        private final Normalized b1 = new Normalized(3, 64, 64, 3, 1);
        private final Normalized b2 = new Normalized(4, 64, 64, 3, 1);
        private final Normalized c1 = new Normalized(5, 64, 128, 3, 2);
        private final Normalized c2 = new Normalized(6, 128, 128, 3, 1);
        private final Normalized projection = new Normalized(7, 64, 128, 1, 2);
        private final Tensor weight = add(Torch.weight(68, 128, 10, 128));
        private final Tensor bias = add(Torch.bias(10));

        private final class Normalized {
            private final Tensor kernel;
            private final TensorOptional gain;
            private final TensorOptional shift;
            private final TensorOptional mean;
            private final TensorOptional variance;
            private final int size;
            private final int stride;

            Normalized(int number, int in, int out, int size, int stride) {
                this.size = size;
                this.stride = stride;
                kernel = add(Torch.weight(60 + number, in * size * size, out, in, size, size));
                gain = new TensorOptional(add(Torch.gain(out)));
                shift = new TensorOptional(add(Torch.bias(out)));
                mean = new TensorOptional(torch.zeros(out));
                variance = new TensorOptional(torch.ones(out));
            }

            Tensor of(Tensor input) {
                Tensor h = Torch.conv(input, kernel, Torch.NONE, stride, size / 2);
                return torch.batch_norm(h, gain, shift, mean, variance, true, 0.1, 1e-5, true);
            }
        }

        private static Tensor block(Tensor h, Normalized first, Normalized second, Tensor shortcut) {
            return torch.relu(second.of(torch.relu(first.of(h))).add(shortcut));
        }

        @Override
        public Tensor loss() {
            Tensor h = torch.relu(stem.of(x));
            h = block(h, a1, a2, h);
            h = block(h, b1, b2, h);
            h = block(h, c1, c2, projection.of(h));
            Tensor pooled = torch.adaptive_avg_pool2d(h, 1, 1).reshape(32, 128);
            return torch.cross_entropy_loss(Torch.linear(pooled, weight, bias), y);
        }
    }

    /** W10. */
    static final class LanguageHead extends Parameters {
        private final Tensor tokens = Torch.classes(15, 8192, 2048);
        private final Tensor targets = Torch.classes(16, 8192, 2048);
        private final Tensor table = add(Torch.weight(70, 256, 8192, 256));
        private final Tensor weight = add(Torch.weight(71, 256, 8192, 256));
        private final Tensor bias = add(Torch.bias(8192));

        @Override
        public Tensor loss() {
            return torch.cross_entropy_loss(Torch.linear(torch.embedding(table, tokens), weight, bias), targets);
        }
    }
}
