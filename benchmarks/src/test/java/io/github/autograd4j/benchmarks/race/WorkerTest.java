package io.github.autograd4j.benchmarks.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private final AtomicInteger runs = new AtomicInteger();

    private final Worker worker = new Worker(name -> switch (name) {
        case "known" -> counting();
        case "broken" -> throw new IllegalStateException("no\nmemory");
        default -> null;
    });

    private Task counting() {
        return new Task() {
            @Override
            public double first() {
                return 2.5;
            }

            @Override
            public void run() {
                runs.incrementAndGet();
            }
        };
    }

    @Test
    void tellsTheFirstValue() {
        assertThat(worker.answer("make known")).isEqualTo("made 2.5");
    }

    @Test
    void tellsWhatItCannotDo() {
        assertThat(worker.answer("make unknown")).isEqualTo("cannot");
    }

    @Test
    void failuresAreOneLine() {
        assertThat(worker.answer("make broken")).isEqualTo("failed java.lang.IllegalStateException: no memory");
        assertThat(worker.answer("make known")).isEqualTo("made 2.5");
    }

    @Test
    void timingNeedsATask() {
        assertThat(worker.answer("time 1")).startsWith("failed ");
    }

    @Test
    void timesShortRunsTogether() {
        worker.answer("make known");
        String answer = worker.answer("time 5");
        assertThat(answer).startsWith("took ");
        assertThat(Double.parseDouble(answer.substring(5))).isPositive().isFinite();
        assertThat(runs).hasValueGreaterThan(100);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(worker.answer("stop")).startsWith("failed ");
    }
}
