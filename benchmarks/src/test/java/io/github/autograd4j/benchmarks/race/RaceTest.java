package io.github.autograd4j.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RaceTest {
    private static Contest contest(String name) {
        return Contests.all().stream()
                .filter(one -> one.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** The larger ones are checked when they are timed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "W1 64",
                "W1 256",
                "W1t A 256",
                "W1t B 256",
                "W1t AB 256",
                "W1b batch",
                "W1b vector",
                "W1b skinny",
                "W2s forward",
                "W2s both",
                "W3",
                "W4 SGD",
                "W5",
                "W6",
                "W7 graph",
                "W7 mlp",
                "W7 chain",
                "W8"
            })
    void oursHasTheReferenceValue(String name) {
        Task task = OurTasks.make(name, 1);
        assertThat(contest(name).accepts(task.first())).isTrue();
        assertThat(contest(name).accepts(Double.NaN)).isFalse();
    }

    @Test
    void namesAreUnique() {
        assertThat(Contests.all()).extracting(Contest::name).doesNotHaveDuplicates();
    }

    @Test
    void processesTakeTurns() throws IOException {
        Entrants entrants = new Entrants(1);
        try (Contender vector = entrants.ours(Entrants.VECTOR);
                Contender scalar = entrants.ours(Entrants.SCALAR)) {
            Race race = new Race(List.of(vector, scalar), 2, 5);
            assertThat(race.run(contest("W7 graph"))).hasSize(2).allSatisfy(result -> {
                assertThat(result.failure()).isNull();
                assertThat(result.nanos()).isPositive();
            });
            Contest another = new Contest("W7 graph", "W7", 0, Contest.Unit.NONE, 8, 0.1);
            assertThat(race.run(another))
                    .allSatisfy(result -> assertThat(result.failure()).contains("its value is 9.0, not 8.0"));
            Contest unknown = new Contest("none", "none", 0, Contest.Unit.NONE, 0, 0);
            assertThat(race.run(unknown)).isEmpty();
        }
    }

    @Test
    void aProcessThatEndsIsAFailure() throws IOException {
        try (Contender gone = Contender.start("gone", List.of("true"), Map.of())) {
            assertThat(new Race(List.of(gone), 1, 1).run(contest("W3")))
                    .singleElement()
                    .satisfies(result -> assertThat(result.failure()).isNotNull());
        }
    }
}
