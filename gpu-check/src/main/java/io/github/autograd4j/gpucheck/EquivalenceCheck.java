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
    public void run(Device device, boolean quick, StageReport report) {
        Set<DType> dtypes = quick ? EnumSet.of(DType.FLOAT32) : EnumSet.allOf(DType.class);
        List<OpCase> cases = OpCases.all();
        for (int i = 0; i < cases.size(); i += quick ? STRIDE : 1) {
            EquivalenceReport found = EquivalenceReport.of(cases.get(i), device, dtypes);
            if (found.isEquivalent()) {
                report.passed();
            } else {
                report.failed(found.title() + ": forward " + found.forward() + ", gradient " + found.gradient()
                        + (found.failures().isEmpty()
                                ? ""
                                : ", " + found.failures().get(0)));
            }
        }
        report.detail("operations", cases.size());
    }
}
