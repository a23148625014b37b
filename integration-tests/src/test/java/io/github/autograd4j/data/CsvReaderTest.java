package io.github.autograd4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private void fails(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> CsvReader.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void headerAndRows() throws IOException {
        CsvTable table = CsvReader.read(file("\uFEFFa, \"b \"\"x\"\"\" ,c\r\n1,2.5,-3e2\r\n\r\n4,\"5\",nan"));
        assertThat(table.columns()).containsExactly("a", "b \"x\"", "c");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.tensor("c", "a").toFloatArray()).containsExactly(-300, 1, Float.NaN, 4);
        TensorDataset dataset = table.dataset("b \"x\"");
        assertThat(dataset.all().inputs().toFloatArray()).containsExactly(1, -300, 4, Float.NaN);
        assertThat(dataset.all().targets().toFloatArray()).containsExactly(2.5f, 5);
        assertThat(dataset.all().targets().shape().toArray()).containsExactly(2, 1);
    }

    @Test
    void withoutHeaderColumnsAreNumbered() throws IOException {
        CsvTable table = CsvReader.separatedBy(';').load(file("1;2\n3;4\n"));
        assertThat(table.columns()).containsExactly("0", "1");
        assertThat(table.value(1, 0)).isEqualTo(3);
        assertThat(table.tensor().toFloatArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void emptyFieldsAreErrorsUnlessAllowed() throws IOException {
        fails("a,b\n1,2\n3,\n", "line 3: column 2 ('b'): empty");
        CsvTable table = CsvReader.separatedBy(',').missing(-1).load(file("a,b\n1,2\n3,\n"));
        assertThat(table.value(1, 1)).isEqualTo(-1);
    }

    @Test
    void errorsNameLineAndColumn() throws IOException {
        fails("a,b\n1,2\n3,4x\n", "line 3: column 2 ('b'): not a number: '4x'");
        fails("1,2\n3,0x1p3\n", "line 2: column 2 ('1'): not a number: '0x1p3'");
        fails("1,2\n3,1d\n", "line 2: column 2 ('1'): not a number: '1d'");
        fails("1,2\n3\n", "line 2: expected 2 fields, found 1");
        fails("1,\"2\n", "line 1: column 2: the quote is not closed");
        fails("", "empty");
        String word = "y".repeat(100);
        fails("1\n" + word + "\n", "line 2: column 1 ('0'): not a number: '" + "y".repeat(40) + "…'");
    }

    @Test
    void linesAreBounded() throws IOException {
        fails("1".repeat(CsvReader.MAX_LINE + 1), "line 1: longer than 1048576 characters");
    }

    @Test
    void otherEncodingsAreErrors() throws IOException {
        Path file = Files.write(folder.resolve("latin.csv"), "ä,b\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvReader.read(file)).hasMessage(file + ": not UTF-8");
    }

    @Test
    void unknownColumns() throws IOException {
        CsvTable table = CsvReader.read(file("a,b\n1,2\n"));
        assertThatThrownBy(() -> table.dataset("z")).hasMessage("csv: no column 'z' among [a, b]");
    }
}
