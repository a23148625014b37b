package io.github.autograd4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    /** What NumPy 2.4's savez_compressed wrote: weight, 1.5 in {@code <f4} [2, 3], and steps, 7 in {@code <i8} []. */
    private static final String GOLDEN =
            "UEsDBC0AAAAIAAAAIQDijdvC//////////8KABQAd2VpZ2h0Lm5weQEAEACYAAAAAAAAAEwAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjoKxpo6CrUKZAMuBoYD9tgwAFBLAwQtAAAACAAAACEAI7jwbP//////////CQAUAHN0ZXBzLm5weQEAEACIAAAAAAAAAEYAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAS52BggAAFBLAQItAy0AAAAIAAAAIQDijdvCTAAAAJgAAAAKAAAAAAAAAAAAAACAAQAAAAB3ZWlnaHQubnB5UEsBAi0DLQAAAAgAAAAhACO48GxGAAAAiAAAAAkAAAAAAAAAAAAAAIABiAAAAHN0ZXBzLm5weVBLBQYAAAAAAgACAG8AAAAJAQAAAAA=";

    @TempDir
    Path folder;

    @Test
    void readsWhatNumPyWrites() throws IOException {
        Path file = Files.write(folder.resolve("a.npz"), Base64.getDecoder().decode(GOLDEN));
        Map<String, Tensor> arrays = Npz.read(file);
        assertThat(arrays.keySet()).containsExactly("weight", "steps");
        assertThat(arrays.get("weight").describe()).isEqualTo("float32[2, 3]");
        assertThat(arrays.get("weight").toFloatArray()).containsOnly(1.5f);
        assertThat(arrays.get("steps").itemLong()).isEqualTo(7);
    }

    @Test
    void roundTrip() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.rand(3, 4).t());
        tensors.put("a", Tensor.of(true, false));
        Path file = folder.resolve("b.npz");
        Npz.write(file, tensors);
        Map<String, Tensor> back = Npz.read(file);
        assertThat(back.keySet()).containsExactly("b", "a");
        assertThat(back.get("b").describe()).isEqualTo("float32[4, 3]");
        assertThat(back.get("b").toFloatArray()).isEqualTo(tensors.get("b").toFloatArray());
        assertThat(back.get("a").dtype()).isEqualTo(DType.BOOL);
        byte[] first = Files.readAllBytes(file);
        Npz.write(file, tensors);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThatThrownBy(() -> Npz.write(file, Map.of("h", Tensor.of(1f).to(DType.BFLOAT16))))
                .hasMessageContaining("no bfloat16");
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    private void fails(String entry, byte[] content, String message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
        Path file = Files.write(folder.resolve("bad.npz"), bytes.toByteArray());
        assertThatThrownBy(() -> Npz.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    private static byte[] npy(String shape, int data) {
        byte[] text = ("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[10 + text.length + data];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length}, 0, file, 0, 9);
        System.arraycopy(text, 0, file, 10, text.length);
        return file;
    }

    @Test
    void malformedArchives() throws IOException {
        Path text = Files.writeString(folder.resolve("text.npz"), "hello");
        assertThatThrownBy(() -> Npz.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(text + ": not a ZIP archive");
        fails("a.txt", new byte[1], "a.txt: not an array: its name does not end in .npy");
        fails("a.npy", new byte[20], "a.npy: not an NPY file");
        fails("a.npy", npy("(2,)", 4), "a.npy: truncated: 4 bytes are missing");
        fails("a.npy", npy("(2,)", 12), "a.npy: more follows after the 8 bytes");
        fails(
                "a.npy",
                npy("(100000000,)", 12),
                "a.npy: the header promises 400000000 bytes of elements, the archive has");
    }
}
