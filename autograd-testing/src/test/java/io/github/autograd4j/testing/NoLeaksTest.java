package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests as users write them, run by JUnit, right and wrong ones. */
class NoLeaksTest {
    @NoLeaks
    @SuppressWarnings("try")
    static class Tests {
        private static Tensor sum() {
            try (Restore place = Device.of("reference").use();
                    Scope scope = Scope.open()) {
                return scope.keep(Tensor.of(1f, 2f, 4f).sum());
            }
        }

        @Test
        void closes() {
            try (Tensor sum = sum()) {
                assertThat(sum.item()).isEqualTo(7);
            }
        }

        @Test
        void loses() {
            assertThat(sum().item()).isEqualTo(7);
        }
    }

    @Test
    void theOneThatLosesWhatItKeptFails() {
        Map<String, String> outcomes = new HashMap<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Tests.class))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    outcomes.put(
                                            test.getDisplayName(),
                                            result.getThrowable()
                                                    .map(Throwable::getMessage)
                                                    .orElse("passed"));
                                }
                            }
                        });
        assertThat(outcomes).hasSize(2).containsEntry("closes()", "passed");
        assertThat(outcomes.get("loses()"))
                .startsWith("1 tensor leaked")
                .contains("sum float32[] on reference:0, 4 bytes");
    }
}
