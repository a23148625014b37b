package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.CustomContext;
import io.github.autograd4j.Autograd.CustomFunction;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What users of PyTorch's autograd rely on. */
class RecordingTest {
    private static Tensor leaf(double... values) {
        return Tensor.of(values).requiresGrad(true);
    }

    private static Tensor second(Tensor y, Tensor x) {
        Tensor first = Autograd.grad(List.of(y.sum()), List.of(x), null, GradOptions.CREATE_GRAPH)
                .get(0);
        return Autograd.grad(List.of(first.sum()), List.of(x), null, GradOptions.DEFAULT)
                .get(0);
    }

    @Test
    void gradientIsNullUntilThereIsOneAndThenAccumulates() {
        Tensor x = leaf(3);
        assertThat(x.grad()).isNull();
        x.square().backward();
        assertThat(x.grad().item()).isEqualTo(6);
        x.square().backward();
        assertThat(x.grad().item()).isEqualTo(12);
        x.zeroGrad();
        assertThat(x.grad()).isNull();
    }

    @Test
    void severalElementsNeedACotangent() {
        Tensor y = leaf(1, 2).square();
        assertThatThrownBy(y::backward)
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("more than one element");
        assertThatThrownBy(() -> y.backward(Tensor.of(1.0)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("does not match");
    }

    @Test
    void cotangentWeighs() {
        Tensor x = leaf(1, 2);
        x.square().backward(Tensor.of(10.0, 100.0));
        assertThat(x.grad().toDoubleArray()).containsExactly(20, 400);
    }

    @Test
    void secondBackwardOnAFreedGraphIsRefused() {
        Tensor x = leaf(3);
        Tensor y = x.square().exp();
        y.backward(null, true);
        y.backward();
        assertThatThrownBy(y::backward)
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("ExpBackward")
                .hasMessageContaining("retainGraph");
    }

    @Test
    void aSavedTensorThatChangedIsRefused() {
        Tensor x = leaf(3);
        Tensor weight = Tensor.of(2.0);
        Tensor y = x.mul(weight);
        weight.fillAssign(5);
        assertThatThrownBy(y::backward)
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("MulBackward")
                .hasMessageContaining("changed in place");
    }

    @Test
    void aChangeThroughAViewOrDetachedTensorIsNoticed() {
        Tensor x = leaf(3, 4);
        Tensor weight = Tensor.of(2.0, 2.0);
        Tensor y = x.mul(weight).sum();
        weight.detach().narrow(0, 0, 1).fillAssign(5);
        assertThatThrownBy(y::backward).isInstanceOf(GraphException.class);
    }

    @Test
    void onlyParametersAndBuffersChangeInPlace() {
        Tensor x = leaf(3);
        assertThatThrownBy(() -> x.fillAssign(1))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("noGrad");
        assertThatThrownBy(() -> x.square().fillAssign(1))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("only leaves");
        Autograd.noGrad(() -> {
            x.fillAssign(7);
            return null;
        });
        assertThat(x.item()).isEqualTo(7);
    }

    @Test
    void integersHaveNoGradients() {
        assertThatThrownBy(() -> Tensor.of(1, 2).requiresGrad(true))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("int32[2]");
    }

    @Test
    void unusedInputsAreAnErrorUnlessAllowed() {
        Tensor x = leaf(1);
        Tensor z = leaf(1);
        assertThatThrownBy(() -> Autograd.grad(x.square(), x, z))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("input 1")
                .hasMessageContaining("allowUnused");
        List<Tensor> gradients =
                Autograd.grad(List.of(x.square()), List.of(x, z), null, GradOptions.DEFAULT.allowingUnused());
        assertThat(gradients.get(0).item()).isEqualTo(2);
        assertThat(gradients.get(1)).isNull();
    }

    @Test
    void functionalGradTouchesNoLeaf() {
        Tensor x = leaf(2);
        Tensor w = leaf(5);
        Tensor y = x.mul(w);
        Tensor loss = y.square();
        List<Tensor> gradients = Autograd.grad(loss, y, x);
        assertThat(gradients.get(0).item()).isEqualTo(20);
        assertThat(gradients.get(1).item()).isEqualTo(100);
        assertThat(x.grad()).isNull();
        assertThat(w.grad()).isNull();
    }

    @Test
    void noGradAndDetachCutTheGraph() {
        Tensor x = leaf(2);
        Tensor free = Autograd.noGrad(() -> x.square());
        assertThat(free.requiresGrad()).isFalse();
        Tensor y = x.mul(x.detach());
        y.backward();
        assertThat(x.grad().item()).isEqualTo(2);
        assertThatThrownBy(free::backward).isInstanceOf(GraphException.class).hasMessageContaining("not recorded");
    }

    @Test
    void hooksSeeAndReplaceGradients() throws Exception {
        Tensor x = leaf(2);
        Tensor y = x.square();
        List<Double> seen = new ArrayList<>();
        y.registerHook(g -> {
            seen.add(g.item());
            return g.mul(10);
        });
        AutoCloseable removed = x.registerHook(g -> g.mul(1000));
        removed.close();
        y.retainGrad();
        y.mul(3).backward();
        assertThat(seen).containsExactly(3.0);
        assertThat(y.grad().item()).isEqualTo(30);
        assertThat(x.grad().item()).isEqualTo(120);
    }

    @Test
    void namesArePyTorchs() {
        Tensor x = leaf(2);
        assertThat(x.gradFn()).isNull();
        assertThat(x.mul(x).gradFn().name()).isEqualTo("MulBackward");
        assertThat(x.pow(2).gradFn().name()).isEqualTo("PowBackward");
        assertThat(x.add(1).gradFn().inputs().get(0).name()).isEqualTo("AccumulateGrad");
    }

    @Test
    void aChainOfAMillionNodesNeedsNoStack() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 1_000_000; i++) {
            y = y.add(1);
        }
        y.backward();
        assertThat(x.grad().item()).isEqualTo(1);
    }

    @Test
    void diamondsAreVisitedOnce() {
        Tensor x = leaf(1);
        Tensor y = x;
        for (int i = 0; i < 60; i++) {
            y = y.add(y).mul(0.5);
        }
        y.backward();
        assertThat(x.grad().item()).isEqualTo(1);
    }

    @Test
    void gradientsOfLeavesAreTheirOwn() {
        Tensor x = leaf(1, 2);
        Tensor y = leaf(3, 4);
        Tensor cotangent = Tensor.of(1.0, 1.0);
        x.add(y).backward(cotangent);
        x.grad().fillAssign(9);
        assertThat(y.grad().toDoubleArray()).containsExactly(1, 1);
        assertThat(cotangent.toDoubleArray()).containsExactly(1, 1);
    }

    @Test
    void customFunctionsDifferentiateTwice() {
        CustomFunction cube = new CustomFunction() {
            @Override
            public Tensor[] forward(CustomContext context, Tensor... inputs) {
                context.save(inputs[0]);
                return new Tensor[] {inputs[0].pow(3)};
            }

            @Override
            public Tensor[] backward(CustomContext context, Tensor... cotangents) {
                Tensor x = context.saved().get(0);
                return new Tensor[] {cotangents[0].mul(x.square()).mul(3)};
            }
        };
        Tensor x = leaf(2);
        Tensor y = Autograd.apply("cube", cube, x)[0];
        assertThat(y.gradFn().name()).isEqualTo("CubeBackward");
        assertThat(second(y, x).item()).isEqualTo(12);
        Autograd.apply("cube", cube, x)[0].backward();
        assertThat(x.grad().item()).isEqualTo(12);
    }

    @Test
    void secondDerivativesAtKinksOfFormulas() {
        Tensor zero = leaf(0);
        assertThat(second(Functional.softplus(zero), zero).item()).isEqualTo(0.25);
        assertThat(second(Functional.logSigmoid(zero), zero).item()).isEqualTo(-0.25);
        assertThat(second(Functional.binaryCrossEntropyWithLogits(zero, Tensor.of(1.0)), zero)
                        .item())
                .isEqualTo(0.25);
        assertThat(second(
                                Functional.smoothL1Loss(
                                        zero, Tensor.of(0.0), 0.5, io.github.autograd4j.nn.Reduction.SUM),
                                zero)
                        .item())
                .isEqualTo(2);
        Tensor large = Tensor.of(89f).requiresGrad(true);
        assertThat(Autograd.grad(Functional.elu(large, 1), large).get(0).item()).isEqualTo(1);
    }

    @Test
    void theHessianOfZeroInitialisedLogisticRegressionIsNotZero() {
        Tensor x = Tensor.of(new double[][] {{1, 2}, {-1, 0.5}, {3, -1}});
        Tensor target = Tensor.of(1.0, 0.0, 1.0);
        Tensor w = leaf(0, 0);
        Tensor loss = Functional.binaryCrossEntropyWithLogits(x.mv(w), target);
        Tensor gradient = Autograd.grad(List.of(loss), List.of(w), null, GradOptions.CREATE_GRAPH)
                .get(0);
        for (int i = 0; i < 2; i++) {
            Tensor row = Autograd.grad(List.of(gradient.get(i)), List.of(w), null, GradOptions.RETAIN_GRAPH)
                    .get(0);
            for (int j = 0; j < 2; j++) {
                Tensor column = x.select(1, i).mul(x.select(1, j));
                assertThat(row.get(j).item()).isCloseTo(column.mean().item() / 4, within(1e-12));
            }
        }
    }

    @Test
    void threadsRecordIndependentlyAndShareLeaves() throws InterruptedException {
        Tensor shared = leaf(1);
        int threads = 4;
        int rounds = 500;
        CountDownLatch start = new CountDownLatch(1);
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<Thread> list = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    for (int i = 0; i < rounds; i++) {
                        Tensor own = leaf(2);
                        shared.mul(own).backward();
                        assertThat(own.grad().item()).isEqualTo(1);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            thread.start();
            list.add(thread);
        }
        start.countDown();
        for (Thread thread : list) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(shared.grad().item()).isEqualTo(2.0 * threads * rounds);
    }

    @Test
    void promotionAndBroadcastingAreUndone() {
        Tensor a = Tensor.of(new float[] {1, 2, 3}, 3, 1).requiresGrad(true);
        Tensor b = Tensor.of(1.0, 2.0).requiresGrad(true);
        Tensor y = a.mul(b);
        assertThat(y.dtype()).isEqualTo(DType.FLOAT64);
        y.sum().backward();
        assertThat(a.grad().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(a.grad().shape()).isEqualTo(a.shape());
        assertThat(a.grad().toDoubleArray()).containsExactly(3, 3, 3);
        assertThat(b.grad().toDoubleArray()).containsExactly(6, 6);
    }

    @Test
    void aDerivativeThatIsZeroEverywhereIsZerosNotUnused() {
        Tensor x = leaf(1, -2);
        assertThat(second(x.relu(), x).toDoubleArray()).containsExactly(0, 0);
        assertThat(second(x.abs(), x).toDoubleArray()).containsExactly(0, 0);
    }

    @Test
    void aCustomFunctionThatReturnsAnOperandLeavesThatAlone() {
        CustomFunction first = new CustomFunction() {
            @Override
            public Tensor[] forward(CustomContext context, Tensor... inputs) {
                return new Tensor[] {inputs[0]};
            }

            @Override
            public Tensor[] backward(CustomContext context, Tensor... cotangents) {
                return new Tensor[] {cotangents[0], cotangents[0]};
            }
        };
        Tensor x = Tensor.of(1.0, 2.0);
        Tensor w = leaf(3, 4);
        Tensor y = Autograd.apply("first", first, x, w)[0];
        assertThat(x.requiresGrad()).isFalse();
        assertThat(y.requiresGrad()).isTrue();
    }

    @Test
    void gradientsOfLeavesShareMemoryWithNothing() {
        CustomFunction sum = new CustomFunction() {
            @Override
            public Tensor[] forward(CustomContext context, Tensor... inputs) {
                return new Tensor[] {inputs[0].add(inputs[1])};
            }

            @Override
            public Tensor[] backward(CustomContext context, Tensor... cotangents) {
                Tensor twice = cotangents[0].mul(2);
                return new Tensor[] {twice, twice};
            }
        };
        Tensor x = leaf(1, 2);
        Tensor w = leaf(3, 4);
        Autograd.apply("sum", sum, x, w)[0].sum().backward();
        x.grad().mulAssign(100);
        assertThat(w.grad().toDoubleArray()).containsExactly(2, 2);
        Tensor cotangent = Tensor.of(1.0, 1.0);
        Tensor z = leaf(1, 2);
        z.backward(cotangent);
        z.grad().mulAssign(5);
        assertThat(cotangent.toDoubleArray()).containsExactly(1, 1);
    }

    @Test
    void aHookCannotChangeTheShapeOfAGradient() {
        Tensor x = leaf(1, 2);
        Tensor y = x.mul(2);
        y.registerHook(g -> g.reshape(1, 2));
        assertThatThrownBy(() -> y.sum().backward())
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("MulBackward")
                .hasMessageContaining("float64[1, 2]");
    }

    @Test
    void removingAHookTwiceRemovesNoOther() {
        Tensor x = leaf(1);
        UnaryOperator<Tensor> twice = g -> g.mul(2);
        Restore first = x.registerHook(twice);
        x.registerHook(twice);
        first.close();
        first.close();
        x.mul(1).backward(Tensor.of(1.0));
        assertThat(x.grad().toDoubleArray()).containsExactly(2);
    }
}
