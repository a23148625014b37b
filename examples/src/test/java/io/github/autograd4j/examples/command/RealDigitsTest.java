package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Training on other people's digits, where the property {@code autograd.data} names a folder that has them. */
class RealDigitsTest {
    private static final Logger LOG = LoggerFactory.getLogger(RealDigitsTest.class);

    private static double accuracy(String dataset, int epochs) throws Exception {
        Path folder = Path.of(System.getProperty("autograd.data", "no such folder"), dataset);
        assumeTrue(Files.isDirectory(folder), () -> "no data in " + folder);
        Run run = Run.of("train", "--json", "--dataset", dataset, "--data", folder, "--epochs", epochs)
                .succeeds();
        LOG.info("trained on {}: {}", folder, run.last());
        return new ObjectMapper().readTree(run.last()).get("test_accuracy").asDouble();
    }

    @Test
    void learnsDigitsOfUci() throws Exception {
        assertThat(accuracy("digits", 6)).isGreaterThan(0.97);
    }

    @Test
    void learnsDigitsOfMnist() throws Exception {
        assertThat(accuracy("mnist", 4)).isGreaterThan(0.975);
    }
}
