package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** What a command line came to. */
record Run(int code, List<String> out, List<String> err) {
    static Run of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] line = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
        int code = Cli.run(new PrintWriter(out), new PrintWriter(err), line);
        return new Run(
                code, out.toString().lines().toList(), err.toString().lines().toList());
    }

    String text() {
        return String.join("\n", out);
    }

    String last() {
        return out.get(out.size() - 1);
    }

    Run succeeds() {
        assertThat(err).isEmpty();
        assertThat(code).isZero();
        return this;
    }

    /** One line, which says where it happened and contains these words. */
    void failsWith(int expected, String... words) {
        assertThat(err).as("lines on the error stream").hasSize(1);
        assertThat(err.get(0)).startsWith("autograd").contains(words).doesNotContain("Exception", "internal error");
        assertThat(code).as("exit code of " + err).isEqualTo(expected);
    }
}
