package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a command line is one line and exit code 2; a device that is not there is 1. */
class CommandLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "train", "predict", "tour", "devices", "gradcheck"})
    void helpsEverywhere(String command) {
        Run run = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");
        assertThat(run.succeeds().text()).contains("Usage: autograd", "--help", "Exit codes:");
    }

    @Test
    void showsWhatThereIsWhenNothingIsAsked() {
        assertThat(Run.of().succeeds().text()).contains("train", "predict", "tour", "devices", "gradcheck");
    }

    @Test
    void knowsItsVersion() {
        assertThat(Run.of("--version").succeeds().text()).matches("autograd \\d+\\.\\d+\\S* \\(Java .*\\)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "nonsense | unknown command 'nonsense'",
                "--nonsense | unknown option '--nonsense'",
                "devices --nonsense | unknown option '--nonsense'",
                "devices here | unknown argument 'here'",
                "train --epochs many | 'many' is not an int",
                "train --epochs 0 | --epochs must be from 1",
                "train --seed x | 'x' is not a long",
                "train --dataset letters | there is no 'letters', only synthetic, mnist, digits",
                "train --model rnn | there is no 'rnn', only cnn, mlp",
                "train --dataset mnist | --dataset mnist needs --data",
                "train --device cuda:x | malformed name: 'cuda:x'",
                "tour --device 7 | malformed name: '7'",
                "tour some-other | there is no program 'some-other'",
                "predict | Missing required",
                "gradcheck --op sine | there is no operation 'sine'"
            })
    void refusesWhatIsWrong(String line, String message) {
        Run.of((Object[]) line.split(" ")).failsWith(Cli.USAGE, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "tour", "gradcheck"})
    void saysWhyADeviceIsNotThere(String command) {
        Run.of(command, "--device", "tpu:3").failsWith(Cli.FAILED, "tpu:3 unavailable");
        Run.of(command, "--device", "cpu:7").failsWith(Cli.FAILED, "cpu:7 unavailable: the number of cpu devices is 1");
        Run.of(command, "--device", "cuda:99").failsWith(Cli.FAILED, "cuda:99 unavailable");
    }

    @Test
    void showsStackTracesWhenAsked() {
        Run run = Run.of("tour", "--device", "tpu:3", "--verbose");
        assertThat(run.code()).isEqualTo(Cli.FAILED);
        assertThat(run.err()).hasSizeGreaterThan(3).anyMatch(line -> line.contains("DeviceException"));
    }
}
