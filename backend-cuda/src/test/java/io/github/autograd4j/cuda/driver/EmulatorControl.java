package io.github.autograd4j.cuda.driver;

import jcuda.driver.JCudaDriver;

/** Turns the emulated driver's settings and reads its counters while it runs; see src/emulator/driver/settings.h. */
public final class EmulatorControl {
    private static final int SETTINGS = 0x454d5500;
    private static final int COUNTERS = 0x454d5600;
    private static final int FORGET_FAILURES = 0x454d5700;

    /** What can be turned; in the order of settings.h. */
    public enum Setting {
        DEVICES,
        MEMORY,
        CAPABILITY,
        BUSY,
        HOLD_LOADS,
        FAIL_PINNED,
        SCHEDULE,
        SEED,
        POISON,
        DEFERRED,
        GUARD,
        ALIGNMENT,
        FAIL_ALLOCATION,
        FAIL_LAUNCH,
        LOG,
        VERSION,
        FAIL_ALLOCATIONS,
        IDLE
    }

    /** What is counted; in the order of settings.h. */
    public enum Counter {
        LAUNCHES,
        LIBRARY_CALLS,
        GRAPH_LAUNCHES,
        ALLOCATIONS,
        FREES,
        LIVE_ALLOCATIONS,
        LIVE_BYTES,
        PEAK_BYTES,
        HOST_WAITS,
        COPIES_TO_DEVICE,
        COPIES_TO_HOST,
        COPIES_ON_DEVICE,
        FILLS,
        HELD_LOADS,
        CONTEXTS,
        MODULES,
        STREAMS,
        EVENTS,
        GRAPHS,
        PINNED_BYTES
    }

    /** A setting changed for a while. */
    public interface Changed extends AutoCloseable {
        @Override
        void close();
    }

    private EmulatorControl() {}

    /** Changes a setting until the result is closed. */
    public static Changed with(Setting setting, long value) {
        long before = get(setting);
        set(setting, value);
        return () -> set(setting, before);
    }

    public static void set(Setting setting, long value) {
        call(JCudaDriver.cuCtxSetLimit(SETTINGS + setting.ordinal(), value));
    }

    public static long get(Setting setting) {
        return get(SETTINGS + setting.ordinal());
    }

    public static long get(Counter counter) {
        return get(COUNTERS + counter.ordinal());
    }

    /** Lets contexts that were lost by a fault be used again, which no real driver can. */
    public static void forgetFailures() {
        call(JCudaDriver.cuCtxSetLimit(FORGET_FAILURES, 0));
    }

    private static long get(int limit) {
        long[] value = {0};
        call(JCudaDriver.cuCtxGetLimit(value, limit));
        return value[0];
    }

    private static void call(int code) {
        if (code != 0) {
            throw new IllegalStateException("not the emulated driver: code " + code);
        }
    }
}
