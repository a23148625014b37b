package io.github.autograd4j.benchmarks.peers;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** W7's perceptron of two inputs, two hidden units and one output. */
final class TinyTorch {
    private final Tensor x = torch.tensor(0.5f, -0.3f).reshape(1, 2).clone();
    private final Tensor target = torch.tensor(new float[] {1}).reshape(1, 1).clone();
    private final Tensor w1 =
            Torch.leaf(torch.tensor(0.1f, 0.2f, 0.3f, 0.4f).reshape(2, 2).clone());
    private final Tensor b1 = Torch.leaf(torch.tensor(0.01f, 0.02f));
    private final Tensor w2 =
            Torch.leaf(torch.tensor(0.5f, -0.6f).reshape(1, 2).clone());
    private final Tensor b2 = Torch.leaf(torch.tensor(new float[] {0.03f}));
    private final List<Tensor> parameters = List.of(w1, b1, w2, b2);

    double loss() {
        for (Tensor parameter : parameters) {
            parameter.mutable_grad().reset();
        }
        Tensor hidden = Torch.linear(x, w1, b1).tanh();
        Tensor loss = torch.mse_loss(Torch.linear(hidden, w2, b2), target);
        loss.backward();
        return loss.item_float();
    }
}
