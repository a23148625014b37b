package io.github.autograd4j.gpucheck;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.testing.EquivalenceReport;
import io.github.autograd4j.testing.OpCase;
import io.github.autograd4j.testing.OpCases;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every operation against the reference device: results and gradients. */
final class EquivalenceCheck implements Check {
    /** In a quick check, every so many-th case. */
    private static final int STRIDE = 25;

    @Override
    public void run(Device device, boolean quick, Attempts attempts) {
        Set<DType> dtypes = quick ? EnumSet.of(DType.FLOAT32) : EnumSet.allOf(DType.class);
        List<OpCase> cases = OpCases.all();
        attempts.report().detail("operations", cases.size());
        for (int i = 0; i < cases.size(); i += quick ? STRIDE : 1) {
            OpCase op = cases.get(i);
            attempts.attempt(op.title(), () -> {
                EquivalenceReport found = EquivalenceReport.of(op, device, dtypes);
                if (!found.isEquivalent()) {
                    throw new AssertionError("forward " + found.forward() + ", gradient " + found.gradient()
                            + (found.failures().isEmpty()
                                    ? ""
                                    : ", " + found.failures().get(0)));
                }
            });
        }
    }
}
