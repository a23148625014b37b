package io.github.autograd4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    @TempDir
    Path folder;

    private static byte[] idx(int type, int[] dims, byte... data) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
        Arrays.stream(dims).forEach(buffer::putInt);
        return buffer.put(data).array();
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("digits.idx"), content);
    }

    private void fails(byte[] content, String message) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> IdxReader.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void plainAndCompressed() throws IOException {
        byte[] content = idx(8, new int[] {2, 1, 3}, (byte) 0, (byte) 1, (byte) 127, (byte) 128, (byte) 255, (byte) 7);
        for (byte[] variant : new byte[][] {content, zipped(content)}) {
            Tensor tensor = IdxReader.read(file(variant));
            assertThat(tensor.dtype()).isEqualTo(DType.UINT8);
            assertThat(tensor.shape()).isEqualTo(Shape.of(2, 1, 3));
            assertThat(tensor.toIntArray()).containsExactly(0, 1, 127, 128, 255, 7);
        }
    }

    @Test
    void otherTypes() throws IOException {
        assertThat(IdxReader.read(file(idx(9, new int[] {2}, (byte) -1, (byte) 5)))
                        .toIntArray())
                .containsExactly(-1, 5);
        assertThat(IdxReader.read(file(idx(11, new int[] {1}, (byte) 0xFF, (byte) 0xFE)))
                        .toIntArray())
                .containsExactly(-2);
        byte[] f = ByteBuffer.allocate(4).putFloat(2.5f).array();
        assertThat(IdxReader.read(file(idx(13, new int[] {1}, f))).toFloatArray())
                .containsExactly(2.5f);
        byte[] d = ByteBuffer.allocate(8).putDouble(-0.1).array();
        Tensor doubles = IdxReader.read(file(idx(14, new int[] {1, 1}, d)));
        assertThat(doubles.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(doubles.toDoubleArray()).containsExactly(-0.1);
    }

    @Test
    void moreThanOneChunkAndGrowingMemory() throws IOException {
        byte[] data = new byte[3 << 20];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 31 >>> 5);
        }
        int[] read = IdxReader.read(file(zipped(idx(8, new int[] {data.length}, data))))
                .toIntArray();
        for (int i = 0; i < data.length; i++) {
            if (read[i] != (data[i] & 0xFF)) {
                assertThat(read[i]).as("element %d", i).isEqualTo(data[i] & 0xFF);
            }
        }
    }

    @Test
    void lyingHeadersAreRejectedBeforeMemoryIsTaken() throws IOException {
        fails(
                idx(8, new int[] {60000, 28, 28}, (byte) 1),
                "the header promises 47040000 bytes of elements, the file has 1");
        fails(
                idx(14, new int[] {1 << 30}, (byte) 1),
                "the header promises 8589934592 bytes of elements, the file has 1");
        fails(idx(8, new int[] {-1, -1}), "the header promises more than 2147483639 elements");
        byte[] zipped = zipped(idx(8, new int[] {60000, 28, 28}, (byte) 1));
        fails(zipped, "the header promises 47040000 bytes of elements, the file has " + zipped.length + " compressed");
    }

    @Test
    void truncatedAndOverlongFiles() throws IOException {
        fails(new byte[] {0, 0, 8}, "truncated: expected 4 bytes for the magic number, found 3");
        fails(new byte[] {}, "truncated: expected 4 bytes for the magic number, found 0");
        fails(
                Arrays.copyOf(idx(8, new int[] {1, 2}), 9),
                "truncated: expected 8 bytes for the sizes of 2 dimensions, found 5");
        fails(zipped(idx(8, new int[] {3}, (byte) 1, (byte) 2)), "truncated: expected 3 bytes of elements, found 2");
        fails(
                zipped(idx(8, new int[] {1}, (byte) 1, (byte) 2)),
                "more follows after the 1 bytes that the header promises");
        fails(idx(8, new int[] {1}, (byte) 1, (byte) 2), "the header promises 1 bytes of elements, the file has 2");
    }

    @Test
    void otherFiles() throws IOException {
        fails(
                "a,b,c\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "not an IDX file: expected 0, 0 and a type (8, 9, 11 to 14), found 97, 44, 98");
        fails(
                idx(10, new int[] {1}, (byte) 1),
                "not an IDX file: expected 0, 0 and a type (8, 9, 11 to 14), found 0, 0, 10");
        fails(idx(8, new int[0]), "expected 1 to 8 dimensions, found 0");
        byte[] broken = zipped(idx(8, new int[] {4}, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
        broken[broken.length - 7] ^= 1;
        Path file = file(broken);
        assertThatThrownBy(() -> IdxReader.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("corrupt gzip");
    }
}
