/** What proves a backend: op database, reference device, conformance suite and gradient checks. */
module io.github.autograd4j.testing {
    requires transitive io.github.autograd4j;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

// An export needs a class in its package: uncomment with the first one.
// exports io.github.autograd4j.testing;
}
