package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** The device under test, what it can do, and the tests made for it so far. */
final class Conformance {
    static final Device REFERENCE = Device.of("reference");

    final Device device;
    final Set<DType> dtypes;
    private final Map<String, Integer> counts = new TreeMap<>();

    private final Set<Capability> missing;

    Conformance(Device device, Set<DType> dtypes, Set<Capability> missing) {
        this.device = device;
        this.dtypes = Set.copyOf(dtypes);
        this.missing = Set.copyOf(missing);
    }

    boolean can(Capability capability) {
        return !missing.contains(capability);
    }

    boolean isReference() {
        return device.equals(REFERENCE);
    }

    /** The types of a case that the device has, in order. */
    Set<DType> dtypes(OpCase c) {
        Set<DType> both = EnumSet.noneOf(DType.class);
        both.addAll(c.dtypes());
        both.retainAll(dtypes);
        return both;
    }

    /** A suite's tests in the making. */
    final class Suite {
        private final String name;
        private final List<DynamicTest> tests = new ArrayList<>();

        private Suite(String name) {
            this.name = name;
        }

        /** Adds a test, which runs on the device in a scope of its own. */
        @SuppressWarnings("try") // the resources only restore
        void add(String title, Executable body) {
            tests.add(DynamicTest.dynamicTest(title, () -> {
                try (Restore ignored = device.use();
                        Scope scope = Scope.open()) {
                    body.execute();
                } catch (Exception | AssertionError e) {
                    // Reports of builds show numbers instead of the names of dynamic tests.
                    throw new AssertionError(name + "/" + title + " on " + device + ": " + e.getMessage(), e);
                }
            }));
        }

        /** Ends the suite; too few tests mean that some were lost. */
        List<DynamicTest> atLeast(int floor) {
            int scaled = floor * dtypes.size() / DType.values().length;
            if (tests.size() < scaled) {
                throw new AssertionError(name + ": only " + tests.size() + " tests were made, expected " + scaled);
            }
            counts.put(name, tests.size());
            return tests;
        }
    }

    Suite suite(String name) {
        return new Suite(name);
    }

    /** One line for people: how many tests of which kind there were, and what was left out. */
    String summary() {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        Set<Object> without = new LinkedHashSet<>(EnumSet.complementOf(EnumSet.copyOf(dtypes)));
        without.addAll(missing);
        return "conformance of " + device + ": " + total + " tests " + counts
                + (without.isEmpty() ? "" : ", declared as missing: " + without);
    }
}
