/** What proves a backend: op database, reference device, conformance suite and gradient checks. */
module io.github.autograd4j.testing {
    requires transitive io.github.autograd4j;
    requires transitive org.junit.jupiter.api;
    requires transitive org.assertj.core;

    exports io.github.autograd4j.testing;

    provides io.github.autograd4j.spi.DeviceProvider with
            io.github.autograd4j.testing.ReferenceDevice;
}
