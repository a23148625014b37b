package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Gradient checks from the command line. */
class GradcheckCommandTest {
    @Test
    void checksTheVariantsOfAnOperation() {
        Run run = Run.of("gradcheck", "--op", "cumsum").succeeds();
        assertThat(run.out()).hasSizeGreaterThan(3);
        assertThat(run.out().get(0)).contains("operation", "1st order", "2nd order");
        assertThat(run.out().get(2)).startsWith("cumsum").endsWith("ok");
        assertThat(run.last()).startsWith("all, on ").endsWith("ok");
    }

    @Test
    void runsOnAnyDevice() {
        assertThat(Run.of("gradcheck", "--op", "tanh", "--device", "reference")
                        .succeeds()
                        .last())
                .startsWith("all, on reference:0");
    }
}
