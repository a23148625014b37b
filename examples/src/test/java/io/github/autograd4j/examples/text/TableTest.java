package io.github.autograd4j.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsItsColumns() {
        Table table = new Table().left("layer").right("parameters").left("note");
        table.row("conv1", 320, "").row("fc", 1290, "ten\nclasses").rule().row("total", 1610, null);
        assertThat(table.lines())
                .containsExactly(
                        "layer  parameters  note",
                        "-----  ----------  -----------",
                        "conv1         320",
                        "fc           1290  ten classes",
                        "-----  ----------  -----------",
                        "total        1610  null");
        assertThat(table.toString()).startsWith("layer  parameters  note\n").endsWith("null\n");
    }

    @Test
    void countsCharactersNotCodeUnits() {
        assertThat(new Table().left("∂L/∂x").right("𝑥").row("a", "b").lines())
                .containsExactly("∂L/∂x  𝑥", "-----  -", "a      b");
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        assertThat(new Table().left("op").lines()).containsExactly("op", "--");
    }

    @Test
    void refusesRowsOfAnotherLength() {
        Table table = new Table().left("op").right("error");
        assertThatThrownBy(() -> table.row("mul"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row: 1 cells for 2 columns");
        table.row("mul", 0);
        assertThatThrownBy(() -> table.left("late")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Table().row()).isInstanceOf(IllegalArgumentException.class);
    }
}
