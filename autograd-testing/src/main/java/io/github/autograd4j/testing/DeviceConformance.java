package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What a device must do, as tests. A backend runs them in its own module by a class of a few lines:
 *
 * <pre>{@code
 * class CpuConformanceTest extends DeviceConformance {
 *   @Override
 *   protected Device device() {
 *     return Device.cpu();
 *   }
 * }
 * }</pre>
 *
 * <p>The tests are made from {@link OpCases}: each operation on each type, shape and layout. What a device cannot do it
 * declares by overriding {@link #dtypes} and {@link #missing}; nothing is skipped otherwise.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DeviceConformance {
    private Conformance conformance;

    /** For subclasses. */
    protected DeviceConformance() {}

    /**
     * Says which device is tested.
     *
     * @return the device
     */
    protected abstract Device device();

    /**
     * Declares the element types that the device has.
     *
     * @return all types, unless overridden
     */
    protected Set<DType> dtypes() {
        return EnumSet.allOf(DType.class);
    }

    /**
     * Declares what the device cannot do of what the SPI leaves open.
     *
     * @return nothing, unless overridden
     */
    protected Set<Capability> missing() {
        return EnumSet.noneOf(Capability.class);
    }

    /**
     * Returns the bytes that tensors hold on the device, where its memory is managed.
     *
     * @return the number, or −1 if the garbage collector owns the memory
     */
    protected long liveBytes() {
        return device().memoryStats().live();
    }

    private Conformance conformance() {
        if (conformance == null) {
            conformance = new Conformance(device(), dtypes(), missing());
        }
        return conformance;
    }

    /**
     * Results of every operation.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> forward() {
        return new ForwardSuite(conformance()).tests(OpCases.all());
    }

    /**
     * First and second derivatives of every operation.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> gradient() {
        return new GradientSuite(conformance()).tests(OpCases.all());
    }

    /**
     * Values and derivatives at kinks, ties and limits.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> kinks() {
        return new KinkSuite(conformance()).tests(KinkCases.all());
    }

    /**
     * Errors: the exceptions and their messages.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> errors() {
        return new ErrorSuite(conformance()).tests(ErrorCases.all());
    }

    /**
     * Memory: nothing stays behind. Devices whose memory the garbage collector owns have none of these.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> memory() {
        if (!device().info().managedMemory()) {
            return List.of();
        }
        return new MemorySuite(conformance(), this::liveBytes).tests(OpCases.all());
    }

    /**
     * Random numbers: bits and moments.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> random() {
        return new RandomSuite(conformance()).tests();
    }

    /**
     * Threads: several at a time.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> threads() {
        return new ThreadSuite(conformance()).tests(OpCases.all());
    }

    /**
     * Composites: whole and in parts.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> fused() {
        return new FusedSuite(conformance()).tests(CompositeCase.all());
    }

    /**
     * Transfers: to other devices and back.
     *
     * @return the tests
     */
    @TestFactory
    public List<DynamicTest> transfers() {
        return new TransferSuite(conformance()).tests();
    }

    /** Prints how many tests of which kind were made. */
    @AfterAll
    public void report() {
        System.out.println(conformance().summary());
    }
}
