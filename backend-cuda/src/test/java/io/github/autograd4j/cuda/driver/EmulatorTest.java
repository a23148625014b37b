package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmulatorTest {
    private static final Path SOURCES = Path.of("src/emulator");

    @Test
    void passesItsOwnTests() throws IOException, InterruptedException {
        Process tests = new ProcessBuilder(
                        "bash",
                        SOURCES.resolve("tests/run.sh").toString(),
                        Emulator.folder().toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(tests.getInputStream().readAllBytes());
        assertThat(tests.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("\\n[1-9][0-9]+ tests, 0 failures\\n");
    }

    @Test
    void isControlledByTheNumbersOfItsHeader() throws IOException {
        String header = Files.readString(SOURCES.resolve("driver/settings.h"));
        int counters = header.indexOf("#define EMU_COUNTERS");
        assertThat(names(header.substring(0, counters))).isEqualTo(namesOf(EmulatorControl.Setting.values()));
        assertThat(names(header.substring(counters))).isEqualTo(namesOf(EmulatorControl.Counter.values()));
    }

    private static List<String> names(String text) {
        return Pattern.compile("\\bX\\(([A-Z_]+)[,)]")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> namesOf(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
