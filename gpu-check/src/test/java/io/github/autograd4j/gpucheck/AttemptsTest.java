package io.github.autograd4j.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.IndexException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {
    private static final Runnable SOUND = () -> {};
    private static final Runnable LOST = () -> {
        throw new DeviceException("lost");
    };

    @TempDir
    Path folder;

    private Results results;
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void makeResults() {
        results = new Results(folder, folder);
    }

    /** What a process has. */
    private Attempts process(Runnable device) throws IOException {
        return new Attempts(device, StageReport.of(Stage.TRAINING, results, 60), folder.resolve("progress"));
    }

    private static Attempt fails(RuntimeException reason) {
        return () -> {
            throw reason;
        };
    }

    private JsonNode found() {
        return results.read(Stage.TRAINING);
    }

    @Test
    void failuresDoNotEndTheOthers() throws IOException {
        try (Attempts attempts = process(SOUND)) {
            attempts.attempt("first", () -> done.add("first"));
            attempts.attempt("second", fails(new IllegalStateException("wrong")));
            attempts.attempt("third", () -> done.add("third"));
            attempts.report().end(Ending.FAILED);
        }
        assertThat(done).containsExactly("first", "third");
        assertThat(found().path("passed").asInt()).isEqualTo(2);
        assertThat(found().path("failures").path(0).asText()).contains("second", "wrong");
        assertThat(found().path("status").asText()).isEqualTo("failed");
    }

    @Test
    void anErrorThatShowsByWaitingIsNotTheLossOfTheDevice() throws IOException {
        Runnable outOfRange = () -> {
            throw new IndexException("index 9");
        };
        try (Attempts attempts = process(outOfRange)) {
            attempts.attempt("first", fails(new IllegalStateException("wrong")));
            attempts.attempt("second", () -> done.add("second"));
        }
        assertThat(done).containsExactly("second");
    }

    @Test
    void afterTheLossOfTheDeviceAnotherProcessGoesOn() throws IOException {
        try (Attempts attempts = process(LOST)) {
            attempts.attempt("first", () -> done.add("first"));
            assertThatThrownBy(() -> attempts.attempt("second", fails(new DeviceException("illegal address"))))
                    .isInstanceOf(Attempts.LostDevice.class);
            attempts.report().end(Ending.AGAIN);
        }
        try (Attempts attempts = process(SOUND)) {
            attempts.attempt("first", () -> done.add("again"));
            attempts.attempt("second", () -> done.add("again"));
            attempts.attempt("third", () -> done.add("third"));
            attempts.report().end(Ending.FAILED);
        }
        assertThat(done).containsExactly("first", "third");
        assertThat(found().path("passed").asInt()).isEqualTo(2);
        assertThat(found().path("failed").asInt()).isEqualTo(1);
        assertThat(found().path("failures").path(0).asText()).contains("second", "illegal address");
    }

    @Test
    void whatTookItsProcessAlongIsAFailure() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        try (Attempts attempts = process(SOUND)) {
            attempts.attempt("first", () -> done.add("first"));
            // This process ends here, in the middle. The next one, which ends early too, and a third:
            attempts.attempt("second", () -> {
                found.add(process("first", "second"));
                found.add(process("first", "second", "third"));
            });
        }
        assertThat(done).containsExactly("first", "third");
        for (JsonNode each : found) {
            assertThat(each.path("failed").asInt()).isEqualTo(1);
            assertThat(each.path("failures").path(0).asText()).isEqualTo("second: the process ended in it");
        }
    }

    /** Runs a process, and returns what was found when it had ended. */
    private JsonNode process(String... names) throws IOException {
        try (Attempts attempts = process(SOUND)) {
            for (String name : names) {
                attempts.attempt(name, () -> done.add(name));
            }
        }
        return found();
    }

    @Test
    void whatDoesNotEndIsGivenUp() throws IOException {
        List<Boolean> givenUp = new ArrayList<>();
        List<JsonNode> found = new ArrayList<>();
        try (Attempts attempts = process(SOUND)) {
            givenUp.add(attempts.giveUp(0));
            attempts.attempt("first", () -> {
                givenUp.add(attempts.giveUp(1000));
                givenUp.add(attempts.giveUp(0));
                found.add(process("first", "second"));
            });
        }
        assertThat(givenUp).containsExactly(false, false, true);
        assertThat(done).containsExactly("second");
        assertThat(found.get(0).path("failed").asInt()).isEqualTo(1);
        assertThat(found.get(0).path("failures").path(0).asText()).isEqualTo("first: did not end within 0 s");
    }
}
