package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Leak;
import io.github.autograd4j.LeakReport;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Gradients;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only the garbage collector gives back is a leak if a scope or its user was to. */
@SuppressWarnings("try")
class LeakTest {
    private static final Device REFERENCE = Device.of("reference");

    private final Restore place = REFERENCE.use();
    private long before;

    @BeforeEach
    void count() {
        before = LeakReport.collect().count();
    }

    @AfterEach
    void close() {
        place.close();
    }

    private List<Leak> leaked() {
        LeakReport report = LeakReport.collect();
        int size = report.leaks().size();
        return report.leaks().subList(size - (int) (report.count() - before), size);
    }

    private static Tensor kept() {
        try (Scope scope = Scope.open()) {
            return scope.keep(Tensor.ones(2, 3).add(1));
        }
    }

    private static float lose() {
        return kept().toFloatArray()[0];
    }

    private static void close(Tensor tensor) {
        tensor.close();
    }

    @Test
    void whatIsKeptAndNotClosedLeaks() {
        long live = REFERENCE.memoryStats().live();
        lose();
        assertThat(leaked()).containsExactly(new Leak(REFERENCE, "add", DType.FLOAT32, Shape.of(2, 3), 24, null));
        assertThat(REFERENCE.memoryStats().live()).isEqualTo(live);
    }

    @Test
    void whatIsKeptAndClosedDoesNot() {
        close(kept());
        assertThat(leaked()).isEmpty();
    }

    @Test
    void whatIsStillHeldDoesNot() {
        Tensor held = kept();
        assertThat(leaked()).isEmpty();
        held.close();
    }

    @Test
    void whatWasMadeOutsideOfScopesBelongsToTheCollector() {
        Tensor.ones(2, 3).add(1).toFloatArray();
        Scope.tidy(() -> Tensor.ones(2, 3).add(1)).toFloatArray();
        Tensor.arange(5).toLongArray();
        Tensor.ones(5).softmax(0).toFloatArray();
        assertThat(leaked()).isEmpty();
    }

    private static void train() {
        Rng rng = Rng.of(1);
        try (Scope scope = Scope.open()) {
            Linear layer = new Linear(3, 2, true, rng);
            Adam adam = new Adam(layer.parameters(), 0.1);
            layer.forward(Tensor.ones(4, 3)).sum().backward();
            Gradients.clipGradNorm(layer.parameters(), 1);
            adam.step();
        }
    }

    @Test
    void whatOwnersAdoptedGoesWithThem() {
        long live = REFERENCE.memoryStats().live();
        train();
        assertThat(REFERENCE.memoryStats().live()).isGreaterThan(live);
        assertThat(leaked()).isEmpty();
        assertThat(REFERENCE.memoryStats().live()).isEqualTo(live);
    }

    private static void keepGraph() {
        Tensor x = Tensor.ones(7).requiresGrad(true);
        try (Scope scope = Scope.open()) {
            scope.keep(x.add(1).exp().sum()).close();
        }
    }

    @Test
    void whatAKeptGraphSavedLeaksWithIt() {
        keepGraph();
        assertThat(leaked()).extracting(Leak::origin).containsExactly("exp");
    }

    @Test
    void aScopeThatIsNeverClosedLeaks() throws InterruptedException {
        Thread thread = new Thread(() -> {
            Scope.open();
            Tensor.ones(Shape.of(5), DType.FLOAT32, REFERENCE);
        });
        thread.start();
        thread.join();
        assertThat(leaked()).extracting(Leak::shape).containsExactly(Shape.of(5));
    }
}
