package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.DeviceException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @BeforeAll
    static void needsADriverThatKnowsTheNamesOfCodes() {
        assumeThat(CudaNatives.get().missing()).isNull();
    }

    /** Unknown, and codes younger than JCuda: an error that was contained, tensor memory that was not given back. */
    @ParameterizedTest
    @ValueSource(ints = {700, 719, 810, 911, 999, 226, 721})
    void theDeviceIsLostAfter(int code) {
        Faults faults = new Faults("cuda:7");
        assertThatThrownBy(() -> faults.check(code, "add")).hasMessageContaining("(" + code + ")");
        assertThat(faults.isLost()).isTrue();
        assertThatThrownBy(faults::checkAlive).isInstanceOf(DeviceException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 400, 500, 701})
    void theDeviceStaysAfter(int code) {
        Faults faults = new Faults("cuda:7");
        assertThatThrownBy(() -> faults.check(code, "add")).hasMessageContaining("(" + code + ")");
        faults.checkAlive();
    }
}
