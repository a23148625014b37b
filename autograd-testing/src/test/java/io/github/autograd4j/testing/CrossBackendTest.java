package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests as users write them, run by JUnit, right and wrong ones. */
class CrossBackendTest {
    private static final String SUM = "broken:4";

    /** What became of each run, by its name. */
    private static Map<String, String> outcomes(Class<?> tests) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                outcomes.put(test.getDisplayName(), "skipped: " + reason);
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    outcomes.put(
                            test.getDisplayName(),
                            result.getThrowable().map(Throwable::getMessage).orElse("passed"));
                }
            }
        });
        return outcomes;
    }

    static class Right {
        @CrossBackend(devices = {"reference", "toy"})
        void sums(Device device, CrossResults results) {
            Tensor x = Tensor.of(1f, 2f, 3f).requiresGrad(true);
            Tensor y = x.exp().sum();
            y.backward();
            assertThat(x.device()).isEqualTo(device);
            results.add("y", y).add("item", y.item()).add("lists", List.of(x.grad(), new float[] {1, 2}));
            results.add("map", Map.of("n", 3, "same", true));
        }
    }

    static class Wrong {
        @CrossBackend(
                devices = {"reference", SUM},
                relative = 1e-6,
                absolute = 0)
        void sums(CrossResults results) {
            results.add("exact", 1).add("sum", Tensor.of(1f, 2f, 4f).div(7).sum());
        }
    }

    static class Wider {
        @CrossBackend(
                devices = {"reference", SUM},
                relative = 1e-4,
                absolute = 0)
        void sums(CrossResults results) {
            results.add("sum", Tensor.of(1f, 2f, 4f).div(7).sum());
        }
    }

    static class Forgetful {
        @CrossBackend(devices = {"reference", "toy"})
        void addsNothing(Device device) {
            assertThat(device).isNotNull();
        }
    }

    static class FirstFails {
        @CrossBackend(devices = {"reference", "toy"})
        void fails(Device device, CrossResults results) {
            assertThat(device.type()).isNotEqualTo("reference");
            results.add("x", 1);
        }
    }

    static class Missing {
        @CrossBackend(devices = {"reference", "absent", "nowhere:1"})
        void adds(CrossResults results) {
            results.add("x", 1);
        }
    }

    @AfterEach
    @BeforeEach
    void requireNothing() {
        System.clearProperty("autograd.require");
    }

    @Test
    void devicesAgree() {
        assertThat(outcomes(Right.class))
                .containsOnly(Map.entry("reference:0", "passed"), Map.entry("toy:0", "passed"));
    }

    @Test
    void aWrongDeviceIsCaught() {
        Map<String, String> outcomes = outcomes(Wrong.class);
        assertThat(outcomes).containsEntry("reference:0", "passed");
        assertThat(outcomes.get("broken:4"))
                .startsWith(
                        "crossBackend: broken:4 differs from reference:0, which is expected, in 1 of 2 results:\nsum: 1"
                                + " of 1 elements of float32[] differ")
                .contains("at []: 1.0000", "expected 1.0");
    }

    @Test
    void theToleranceIsTheTests() {
        assertThat(outcomes(Wider.class).values()).containsOnly("passed");
    }

    @Test
    void nothingComparedIsAFailure() {
        assertThat(outcomes(Forgetful.class).values()).hasSize(2).allSatisfy(text -> assertThat(text)
                .startsWith("crossBackend: nothing was compared"));
    }

    @Test
    void nothingToCompareWithIsAFailure() {
        assertThat(outcomes(FirstFails.class))
                .containsEntry("toy:0", "crossBackend: nothing to compare toy:0 with: reference:0 failed");
    }

    @Test
    void unavailableDevicesAreReported() {
        assertThat(outcomes(Missing.class))
                .containsEntry("reference:0", "passed")
                .containsEntry("absent unavailable", "skipped: absent unavailable: there is none, by intention")
                .containsEntry("nowhere:1 unavailable", "skipped: nowhere:1 unavailable: no provider of type nowhere");
    }

    @Test
    void requiredDevicesMustBeThere() {
        System.setProperty("autograd.require", "cuda, absent");
        assertThat(outcomes(Missing.class))
                .containsEntry(
                        "absent unavailable",
                        "crossBackend: required by autograd.require, but absent unavailable: there is none, by intention")
                .containsEntry("nowhere:1 unavailable", "skipped: nowhere:1 unavailable: no provider of type nowhere");
    }

    @Test
    void functionsAreCompared() {
        List<Device> devices = List.of(Device.of("reference"), Device.of("toy"), Device.of(SUM));
        assertThatCode(() -> CrossBackends.assertAgree(
                        devices, null, d -> Tensor.of(1f, 2f).exp()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> CrossBackends.assertAgree(
                        devices,
                        new Tolerance(1e-6, 0),
                        d -> List.of(Tensor.of(1f, 2f).sum().item())))
                .hasMessageContaining("broken:4 differs from reference:0")
                .hasMessageContaining("result[0]");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThatThrownBy(() -> new CrossResults().add("x", "text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot compare x: java.lang.String");
        assertThatThrownBy(() -> new CrossResults().add("x", null)).hasMessageContaining("cannot compare x: null");
        assertThatThrownBy(() -> new CrossResults().add("x", 1).add("x", 2)).hasMessageContaining("two results");
    }

    @Test
    void allDevicesIncludesTheAbsent() {
        DeviceChoice all = DeviceChoice.all();
        assertThat(all.available()).contains(Device.of("reference"), Device.of("toy"));
        assertThat(all.missing()).containsEntry("absent", "there is none, by intention");
    }
}
