package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.List;

/** W6: attention of four heads and a perceptron, each behind a norm and beside a residual connection. */
final class TransformerBlock implements TrainingWorkload.Network {
    private static final int WIDTH = 256;
    private static final int LENGTH = 128;
    private static final int HEADS = 4;

    private final int batch;
    private final Tensor x;
    private final Tensor qkv = Workload.weight(41, WIDTH, 3 * WIDTH, WIDTH);
    private final Tensor out = Workload.weight(42, WIDTH, WIDTH, WIDTH);
    private final Tensor up = Workload.weight(43, WIDTH, 4 * WIDTH, WIDTH);
    private final Tensor down = Workload.weight(44, 4 * WIDTH, WIDTH, 4 * WIDTH);
    private final Tensor qkvBias = Workload.bias(3 * WIDTH);
    private final Tensor outBias = Workload.bias(WIDTH);
    private final Tensor upBias = Workload.bias(4 * WIDTH);
    private final Tensor downBias = Workload.bias(WIDTH);
    private final Tensor gain1 = Workload.gain(WIDTH);
    private final Tensor gain2 = Workload.gain(WIDTH);
    private final Tensor shift1 = Workload.bias(WIDTH);
    private final Tensor shift2 = Workload.bias(WIDTH);

    TransformerBlock(int batch) {
        this.batch = batch;
        x = Workload.uniform(11, -1, 1, batch, LENGTH, WIDTH);
    }

    @Override
    public List<Tensor> parameters() {
        return List.of(qkv, qkvBias, out, outBias, up, upBias, down, downBias, gain1, shift1, gain2, shift2);
    }

    private static Tensor norm(Tensor x, Tensor gain, Tensor shift) {
        return Functional.layerNorm(x, new long[] {WIDTH}, gain, shift, 1e-5);
    }

    private Tensor attention(Tensor input) {
        Tensor parts = Functional.linear(input, qkv, qkvBias)
                .reshape(batch, LENGTH, 3, HEADS, WIDTH / HEADS)
                .permute(2, 0, 3, 1, 4);
        Tensor heads = Functional.scaledDotProductAttention(
                parts.select(0, 0), parts.select(0, 1), parts.select(0, 2), null, false);
        return Functional.linear(heads.permute(0, 2, 1, 3).reshape(batch, LENGTH, WIDTH), out, outBias);
    }

    @Override
    public Tensor loss() {
        Tensor h = x.add(attention(norm(x, gain1, shift1)));
        Tensor inner = Functional.gelu(Functional.linear(norm(h, gain2, shift2), up, upBias));
        Tensor y = h.add(Functional.linear(inner, down, downBias));
        return y.mul(y).mean();
    }
}
