package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.spi.RawMemory;
import io.github.autograd4j.spi.Scratch;

/** The GPU of the tests: the emulated one, unless the property {@code autograd.cuda.libraries} names other libraries. */
final class TestGpu {
    private static final String REQUIRED = "autograd.require";

    private static final class Holder {
        static final CudaBackend BACKEND = open();
    }

    private static CudaBackend open() {
        CudaBackend backend = (CudaBackend) new CudaProvider().open(0);
        RawMemory memory = backend.rawMemory();
        backend.lend((op, bytes) -> new Segment(memory, memory.allocate(bytes), bytes));
        return backend;
    }

    /** A segment for each loan: the emulated driver sees what kernels do beside one. */
    private record Segment(RawMemory memory, long address, long bytes) implements Scratch.Loan {
        @Override
        public void close() {
            memory.free(address, bytes);
        }
    }

    private TestGpu() {}

    /** Skips the test where neither a GPU nor its emulation is to be had, unless the build requires one. */
    static void require() {
        String missing = CudaNatives.get().missing();
        if (missing != null && System.getProperty(REQUIRED, "").contains("cuda")) {
            throw new AssertionError("cuda is required, but: " + missing);
        }
        assumeThat(missing)
                .as("there is no GPU, and no C++ compiler to build its emulation with")
                .isNull();
    }

    /** One backend for all tests that call kernels directly. */
    static CudaBackend backend() {
        require();
        return Holder.BACKEND;
    }

    /** A further backend of the same device, for tests that break or close it; only the emulated driver survives that. */
    static CudaBackend another() {
        require();
        CudaBackend another = open();
        assumeThat(another.info().name()).startsWith("Emulated");
        return another;
    }
}
