package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Operations on memory that the core pools: none uses a block that another one holds, and none keeps one. */
class PooledOperationsTest {
    private static final Device POOLED = Device.of("pooled");

    private final Conformance conformance = new Conformance(POOLED, EnumSet.allOf(DType.class), Set.of());

    @TestFactory
    List<DynamicTest> leaveNothing() {
        return new MemorySuite(conformance, () -> POOLED.memoryStats().live()).tests(OpCases.all());
    }

    @TestFactory
    List<DynamicTest> differentiate() {
        return new GradientSuite(conformance).tests(OpCases.all());
    }
}
