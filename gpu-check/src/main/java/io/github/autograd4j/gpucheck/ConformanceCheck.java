package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The conformance suite, going on after failures. */
final class ConformanceCheck implements Check {
    @Override
    public void run(Device device, boolean quick, StageReport report) {
        List<DiscoverySelector> tests = quick
                ? List.of(
                        DiscoverySelectors.selectMethod(CudaConformance.class, "random"),
                        DiscoverySelectors.selectMethod(CudaConformance.class, "transfers"))
                : List.of(DiscoverySelectors.selectClass(CudaConformance.class));
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(tests)
                                .build(),
                        new Listener(report));
    }

    private record Listener(StageReport report) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                report.failed(test.getDisplayName() + ": "
                        + result.getThrowable().map(Throwable::toString).orElse("no reason"));
            } else if (test.isTest()) {
                report.passed();
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            report.say("skipped " + test.getDisplayName() + ": " + reason);
        }
    }
}
