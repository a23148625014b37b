package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The results of a program on several devices so far: the first device's are what the others' are compared with. */
final class CrossRun {
    private final double relative;
    private final double absolute;
    private Device baseline;
    private Map<String, Values> expected;

    /**
     * States how far results may differ.
     *
     * @param relative see {@link CrossBackend#relative}
     * @param absolute see {@link CrossBackend#absolute}
     */
    CrossRun(double relative, double absolute) {
        this.relative = relative;
        this.absolute = absolute;
    }

    private Tolerance tolerance(DType dtype) {
        if (!dtype.isFloating()) {
            return Tolerance.EXACT;
        }
        Tolerance usual = Tolerance.of(dtype, OpClass.COMPOSITE);
        return new Tolerance(relative < 0 ? usual.relative() : relative, absolute < 0 ? usual.absolute() : absolute);
    }

    /** A run that failed: the others have nothing to be compared with if it is the first. */
    void failed(Device device) {
        baseline = baseline == null ? device : baseline;
    }

    /** A run that ended. */
    void done(Device device, CrossResults results) {
        Map<String, Values> actual = results.values();
        if (actual.isEmpty()) {
            throw new AssertionError("crossBackend: nothing was compared: take a parameter of type CrossResults and add"
                    + " what is to agree");
        }
        if (baseline == null) {
            baseline = device;
            expected = actual;
        } else if (expected == null) {
            throw new AssertionError("crossBackend: nothing to compare " + device + " with: " + baseline + " failed");
        } else {
            compare(device, actual);
        }
    }

    private void compare(Device device, Map<String, Values> actual) {
        if (!actual.keySet().equals(expected.keySet())) {
            throw new AssertionError("crossBackend: " + device + " has other results than " + baseline + ": "
                    + actual.keySet() + " and " + expected.keySet());
        }
        Set<String> differences = new LinkedHashSet<>();
        actual.forEach((name, values) -> {
            Values wanted = expected.get(name);
            if (values.dtype() != wanted.dtype() || !values.shape().equals(wanted.shape())) {
                differences.add(name + ": " + values.describe() + ", expected " + wanted.describe());
            } else {
                String difference = TensorAssert.difference(values, wanted, tolerance(wanted.dtype()));
                if (difference != null) {
                    differences.add(name + ": " + difference);
                }
            }
        });
        if (!differences.isEmpty()) {
            throw new AssertionError("crossBackend: " + device + " differs from " + baseline
                    + ", which is expected, in " + differences.size() + " of " + expected.size() + " results:\n"
                    + String.join("\n", differences));
        }
    }
}
