package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Counter;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other threads do while the driver takes long to load a module. */
class ModuleLoadTest {
    private static final String SOURCE = "extern \"C\" __global__ void nothing() {}\n";

    private final List<Future<?>> loads = new ArrayList<>();
    private CudaBackend backend;

    @BeforeEach
    void open() {
        backend = TestGpu.another();
        EmulatorControl.set(Setting.HOLD_LOADS, 1);
    }

    @AfterEach
    void close() throws Exception {
        endLoads();
        backend.close();
    }

    private static <T> Future<T> begin(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "beside a load");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private void beginLoad() throws InterruptedException {
        long before = EmulatorControl.get(Counter.HELD_LOADS);
        loads.add(begin(() -> backend.launcher().kernels().get(SOURCE, "nothing")));
        while (EmulatorControl.get(Counter.HELD_LOADS) == before) {
            Thread.sleep(1);
        }
    }

    private void endLoads() throws Exception {
        EmulatorControl.set(Setting.HOLD_LOADS, 0);
        for (Future<?> load : loads) {
            load.get();
        }
    }

    @Test
    void theyCollectGarbage() throws Exception {
        beginLoad();
        Future<Boolean> collected = begin(() -> {
            WeakReference<Object> garbage = new WeakReference<>(new Object());
            System.gc();
            return garbage.get() == null;
        });
        assertThat(collected.get(120, TimeUnit.SECONDS)).isTrue();
        assertThat(EmulatorControl.get(Counter.HELD_LOADS)).isEqualTo(1);
    }

    @Test
    void theyUseTheDevice() throws Exception {
        beginLoad();
        Future<?> used = begin(() -> {
            backend.launcher().begin();
            backend.launcher().end();
            return null;
        });
        used.get(120, TimeUnit.SECONDS);
        assertThat(EmulatorControl.get(Counter.HELD_LOADS)).isEqualTo(1);
    }

    @Test
    void ofTwoThatLoadTheSameOneUnloadsItsOwn() throws Exception {
        long before = EmulatorControl.get(Counter.MODULES);
        beginLoad();
        beginLoad();
        endLoads();
        assertThat(EmulatorControl.get(Counter.MODULES)).isEqualTo(before + 1);
    }
}
