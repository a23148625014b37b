package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.Backends;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.LeakReport;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Changed;
import io.github.autograd4j.cuda.driver.EmulatorControl.Counter;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.DataLoader;
import io.github.autograd4j.data.TensorDataset;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.optim.SGD;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.DeviceInfo;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.PendingUpload;
import io.github.autograd4j.spi.View;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Copies beside the kernels, on an emulated device that runs nothing before something waits for it: what the two streams
 * were not told to keep in order, it does not.
 */
class UploadsBesideTest {
    /** More than all pinned chunks hold, so that the host has to wait for the copy stream. */
    private static final int MUCH = 5 * HostChunk.SIZE / 4;

    private static final int FEW = 1000;

    private CudaBackend backend;
    private Changed deferred;

    @BeforeEach
    void defer() {
        backend = TestGpu.backend();
        assumeThat(backend.info().name()).containsIgnoringCase("emulated");
        backend.synchronize(); // which makes the device's context this thread's
        deferred = EmulatorControl.with(Setting.DEFERRED, 1);
    }

    @AfterEach
    void stopDeferring() {
        backend.synchronize();
        deferred.close();
    }

    private static View vector(Buffer memory, int count) {
        return View.contiguous(memory, DType.FLOAT32, Shape.of(count));
    }

    private View vector(int count) {
        return vector(backend.allocate(DType.FLOAT32, count), count);
    }

    private PendingUpload send(float value, int count, View target) {
        float[] array = new float[count];
        Arrays.fill(array, value);
        PendingUpload pending = backend.uploadBeside(new HostArray(DType.FLOAT32, array, 0, count), target);
        Arrays.fill(array, Float.NaN); // the caller's again
        return pending;
    }

    private float[] elements(View view) {
        float[] array = new float[(int) view.numel()];
        backend.download(view, new HostArray(DType.FLOAT32, array, 0, array.length));
        return array;
    }

    /** Lets the copy stream come to its end, which the main stream has no part in. */
    private void runCopies() {
        send(0, MUCH, vector(MUCH)).join();
    }

    @Test
    void whatComesAfterTheJoinSeesTheElements() {
        View target = vector(FEW);
        backend.fill(1, target);
        PendingUpload pending = send(2, FEW, target);
        pending.join();

        assertThat(elements(target)).containsOnly(2);
    }

    @Test
    void theMainStreamDoesNotWaitBeforeTheJoin() {
        View target = vector(FEW);
        View other = vector(FEW);
        PendingUpload pending = send(2, FEW, target);
        backend.fill(3, other);
        backend.fill(1, target); // against the rules, to see that it comes first

        assertThat(elements(other)).containsOnly(3);
        pending.join();
        assertThat(elements(target)).containsOnly(2);
    }

    /** The memory of something freed while its last kernel has not run. */
    @Test
    void theCopyWaitsForWhatUsedItsMemoryBefore() {
        View old = vector(MUCH);
        View result = vector(MUCH);
        backend.fill(1, old);
        backend.copy(old, result);
        View reused = vector(old.buffer(), MUCH);
        PendingUpload pending = send(2, MUCH, reused);
        pending.join();

        assertThat(elements(reused)).containsOnly(2);
        assertThat(elements(result)).containsOnly(1);
    }

    /** A batch that is given up is joined first: what is done with its memory afterwards must not be overwritten. */
    @Test
    void memoryThatIsGivenUpIsWrittenByNobodyLater() {
        View target = vector(FEW);
        send(2, FEW, target).join();
        View reused = vector(target.buffer(), FEW);
        backend.fill(3, reused);
        assertThat(elements(reused)).containsOnly(3);
        runCopies();

        assertThat(elements(reused)).containsOnly(3);
    }

    @Test
    void pinnedMemoryIsUsedAgainOnlyWhenItsCopiesAreDone() {
        int each = HostChunk.SIZE / 4 - 1;
        View[] targets = new View[9];
        PendingUpload[] pending = new PendingUpload[targets.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = vector(each);
            pending[i] = send(i, each, targets[i]);
        }
        for (int i = targets.length - 1; i >= 0; i--) {
            pending[i].join();
            assertThat(elements(targets[i])).containsOnly(i);
        }
    }

    @Test
    void eventsAreGivenBack() {
        long before = EmulatorControl.get(Counter.EVENTS);
        for (int i = 0; i < 10; i++) {
            send(i, FEW, vector(FEW)).join();
        }
        assertThat(EmulatorControl.get(Counter.EVENTS)).isEqualTo(before);
    }

    /**
     * Batches that were fetched and never taken: their copies are ordered before their memory goes to others, and nothing
     * of them stays.
     */
    @Test
    void batchesThatNobodyTakesAreGivenBack() {
        Device gpu = Device.cuda(0);
        backend = (CudaBackend) Backends.of(gpu);
        TensorDataset samples = samples(() -> Tensor.ones(64, 500), () -> Tensor.ones(64, 3));
        DataLoader loader =
                DataLoader.builder(samples).batchSize(8).device(gpu).prefetch(3).build();
        takeOneOf(loader);
        runCopies();
        gpu.synchronize();
        LeakReport.collect(); // garbage of other tests
        long live = gpu.memoryStats().live();
        long events = EmulatorControl.get(Counter.EVENTS);
        for (int i = 0; i < 5; i++) {
            takeOneOf(loader);
        }
        gpu.synchronize();
        assertThat(gpu.memoryStats().live()).isEqualTo(live);
        assertThat(EmulatorControl.get(Counter.EVENTS)).isEqualTo(events);
    }

    /** Leaves an epoch when more of its batches are there; what is made then may lie where they did. */
    @SuppressWarnings("try") // only closes
    private void takeOneOf(DataLoader loader) {
        long events = EmulatorControl.get(Counter.EVENTS);
        try (DataLoader.BatchIterator batches = loader.iterator();
                Scope step = Scope.open()) {
            assertThat(batches.next().inputs().sum().item()).isEqualTo(4000);
            while (EmulatorControl.get(Counter.EVENTS) < events + 6) { // three more batches, of two tensors each
                Thread.onSpinWait();
            }
            batches.close();
            Tensor[] later = new Tensor[4];
            for (int i = 0; i < later.length; i++) {
                later[i] = Tensor.full(Shape.of(8, 500), i, DType.FLOAT32, Device.cuda(0));
            }
            runCopies();
            for (int i = 0; i < later.length; i++) {
                assertThat(later[i].toFloatArray()).containsOnly(i);
            }
        }
    }

    @Test
    @SuppressWarnings("try")
    void trainingIsTheSameWithBatchesFetchedAhead() {
        float[] alone = weightsAfterAnEpoch(0);
        for (int seed = 1; seed <= 3; seed++) {
            try (Changed order = EmulatorControl.with(Setting.SCHEDULE, 2);
                    Changed chance = EmulatorControl.with(Setting.SEED, seed)) {
                assertThat(weightsAfterAnEpoch(seed)).isEqualTo(alone);
            }
        }
    }

    /** Samples where the loader finds arrays, as on the CPU: from a device with memory of its own it copies otherwise. */
    @SuppressWarnings("try") // only restores
    private static TensorDataset samples(Supplier<Tensor> inputs, Supplier<Tensor> targets) {
        try (Restore place = Host.DEVICE.use()) {
            return new TensorDataset(inputs.get(), targets.get());
        }
    }

    /** The reference device, as one whose memory belongs to the collector. */
    private static final class Host {
        static final Device DEVICE = Backends.add("host", backend());

        private static Backend backend() {
            Backend reference = Backends.of(Device.of("reference"));
            return (Backend) Proxy.newProxyInstance(
                    Backend.class.getClassLoader(),
                    new Class<?>[] {Backend.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "info" -> new DeviceInfo("host", "for tests", false, 0);
                        case "rawMemory" -> null;
                        default -> method.invoke(reference, arguments);
                    });
        }
    }

    @SuppressWarnings("try")
    private static float[] weightsAfterAnEpoch(int prefetch) {
        Device gpu = Device.cuda(0);
        Rng.global().seed(5);
        Linear model = new Linear(6, 3);
        model.to(gpu);
        SGD optimizer = new SGD(model.parameters(), 0.1);
        TensorDataset samples = samples(() -> Tensor.randn(48, 6), () -> Tensor.randn(48, 3));
        DataLoader loader = DataLoader.builder(samples)
                .batchSize(8)
                .shuffle(1)
                .device(gpu)
                .prefetch(prefetch)
                .build();
        try (DataLoader.BatchIterator batches = loader.iterator()) {
            while (batches.hasNext()) {
                try (Scope step = Scope.open()) {
                    Batch batch = batches.next();
                    optimizer.zeroGrad();
                    Functional.mseLoss(model.forward(batch.inputs()), batch.targets())
                            .backward();
                    optimizer.step();
                }
            }
        }
        return model.weight().toFloatArray();
    }
}
