package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How far the results of an operation on a device lie from the reference device's, over all samples of the op database:
 * of the results, and of the gradients of a combination of them.
 *
 * @param title of the case, with its arguments
 * @param device the device
 * @param samples how many samples were computed
 * @param forward the largest deviation of a result
 * @param gradient the largest deviation of a gradient
 * @param failures what is wrong apart from numbers, with the sample: exceptions, shapes, types; empty if nothing
 */
public record EquivalenceReport(
        String title, Device device, int samples, Deviation forward, Deviation gradient, List<String> failures) {
    /**
     * Copies the list.
     *
     * @param title the name and arguments
     * @param device the device
     * @param samples how many samples
     * @param forward of results
     * @param gradient of gradients
     * @param failures what is wrong
     */
    public EquivalenceReport {
        failures = List.copyOf(failures);
    }

    /**
     * Compares a case.
     *
     * @param op the case
     * @param device where to compute
     * @param dtypes the types of the samples, as far as the operation has them
     * @return what was found
     */
    public static EquivalenceReport of(OpCase op, Device device, Set<DType> dtypes) {
        Search search = new Search(op, device);
        for (DType dtype : op.dtypes()) {
            if (dtypes.contains(dtype)) {
                op.samples(dtype).forEach(sample -> search.look(dtype, sample));
            }
        }
        return new EquivalenceReport(
                op.title(), device, search.samples, search.forward, search.gradient, search.failures);
    }

    /**
     * Tells whether the device computes the same as the reference device.
     *
     * @return true if all differences are allowed and nothing failed
     */
    public boolean isEquivalent() {
        return failures.isEmpty() && forward.isAllowed() && gradient.isAllowed();
    }

    /** The largest deviations so far. */
    private static final class Search {
        private final OpCase op;
        private final Device device;
        private final List<String> failures = new ArrayList<>();
        private Deviation forward = Deviation.NONE;
        private Deviation gradient = Deviation.NONE;
        private int samples;

        Search(OpCase op, Device device) {
            this.op = op;
            this.device = device;
        }

        void look(DType dtype, OpCase.Sample sample) {
            String where = dtype + " " + sample.shapes();
            samples++;
            try {
                List<Values> expected = results(sample, Conformance.REFERENCE);
                List<Values> actual = results(sample, device);
                for (int k = 0; k < expected.size(); k++) {
                    Tolerance tolerance = Tolerance.of(expected.get(k).dtype(), op.opClass());
                    forward = forward.max(compare(actual.get(k), expected.get(k), tolerance, where));
                }
                if (op.orders() > 0 && dtype.isFloating()) {
                    expected = gradients(sample, Conformance.REFERENCE);
                    actual = gradients(sample, device);
                    for (int k = 0; k < expected.size(); k++) {
                        Tolerance tolerance =
                                GradientSuite.tolerance(op, expected.get(k).dtype());
                        gradient = gradient.max(compare(actual.get(k), expected.get(k), tolerance, where));
                    }
                }
            } catch (AssertionError | RuntimeException e) {
                failures.add(where + ": " + e);
            }
        }

        private Deviation compare(Values actual, Values expected, Tolerance tolerance, String where) {
            if (actual.dtype() != expected.dtype() || !actual.shape().equals(expected.shape())) {
                throw new AssertionError("got " + actual.describe() + ", expected " + expected.describe());
            }
            return Deviation.of(actual, expected, tolerance, where);
        }

        @SuppressWarnings("try") // the resources only restore
        private List<Values> results(OpCase.Sample sample, Device where) {
            try (Restore ignored = where.use();
                    Scope scope = Scope.open()) {
                List<Values> values = new ArrayList<>();
                for (Tensor result : op.call(placement(sample).place(sample.operands(), where))) {
                    values.add(Values.of(result));
                }
                return values;
            }
        }

        @SuppressWarnings("try") // the resources only restore
        private List<Values> gradients(OpCase.Sample sample, Device where) {
            try (Restore ignored = where.use();
                    Scope scope = Scope.open()) {
                Tensor[] leaves = GradientSuite.leaves(sample.operands(), placement(sample), where);
                List<Values> values = new ArrayList<>();
                for (Tensor result : GradientSuite.gradients(op, leaves)) {
                    if (result != null) {
                        values.add(Values.of(result));
                    }
                }
                return values;
            }
        }

        private static Placement placement(OpCase.Sample sample) {
            return Placement.of(sample.operands()).get(0);
        }
    }
}
