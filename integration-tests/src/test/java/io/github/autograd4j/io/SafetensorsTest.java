package io.github.autograd4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.Adam;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    private static byte[] file(String header, int data) {
        return file(header.getBytes(StandardCharsets.UTF_8), data);
    }

    private static byte[] file(byte[] header, int data) {
        ByteBuffer buffer = ByteBuffer.allocate(8 + header.length + data).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.putLong(header.length).put(header).array();
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.safetensors"), content);
    }

    private void fails(byte[] content, String message) throws IOException {
        Path file = write(content);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": " + message);
    }

    private void fails(String header, int data, String message) throws IOException {
        fails(file(header, data), "header: " + message);
    }

    @Test
    void everyTypeComesBack() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Tensor values = Tensor.of(new float[] {-1.5f, 0, 3, 100}, 2, 2);
        for (DType dtype : DType.values()) {
            tensors.put("as " + dtype, dtype == DType.UINT8 ? values.abs().to(dtype) : values.to(dtype));
        }
        tensors.put("scalar \"ä\\\n\uD83D\uDE00", Tensor.scalar(7L));
        tensors.put("empty", Tensor.zeros(0, 3));
        tensors.put("transposed", Tensor.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3).t());
        Path file = folder.resolve("all.safetensors");
        Safetensors.write(file, tensors, Map.of("format", "pt", "by", "\u0001 me"));
        Map<String, Tensor> back = Safetensors.read(file);
        assertThat(back.keySet()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> {
            assertThat(back.get(name).describe()).isEqualTo(tensor.describe());
            assertThat(back.get(name).toDoubleArray()).isEqualTo(tensor.toDoubleArray());
        });
        assertThat(Safetensors.readMetadata(file)).isEqualTo(Map.of("format", "pt", "by", "\u0001 me"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theBytesAreThoseOfTheReferenceImplementation() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.of(1f, 2f));
        tensors.put("c", Tensor.of(true, false));
        tensors.put("a", Tensor.of(3f));
        tensors.put("d", Tensor.of(4L));
        Path file = folder.resolve("order.safetensors");
        Safetensors.write(file, tensors, Map.of("format", "pt"));
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"d\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[12,20]},"
                + "\"c\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[20,22]}}";
        int length = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + length + 22).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(length);
        expected.put((header + " ".repeat(length - header.length())).getBytes(StandardCharsets.US_ASCII));
        expected.putLong(4).putFloat(3).putFloat(1).putFloat(2).put((byte) 1).put((byte) 0);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @Test
    void aModelAndItsOptimizerGoOn() throws IOException {
        Sequential model = new Sequential(new Linear(3, 4, true, Rng.of(1)), Activation.tanh(), new Linear(4, 1));
        Adam adam = new Adam(model.parameters(), 0.1);
        Tensor x = Tensor.rand(8, 3);
        train(model, adam, x);
        Path weights = folder.resolve("model.safetensors");
        Path state = folder.resolve("adam.safetensors");
        Safetensors.write(weights, model.stateDict());
        Safetensors.write(state, adam.stateDict());

        Sequential other = new Sequential(new Linear(3, 4), Activation.tanh(), new Linear(4, 1));
        other.loadStateDict(Safetensors.read(weights));
        Adam otherAdam = new Adam(other.parameters(), 9);
        otherAdam.loadStateDict(Safetensors.read(state));
        train(model, adam, x);
        train(other, otherAdam, x);
        assertThat(other.forward(x).toFloatArray()).isEqualTo(model.forward(x).toFloatArray());
    }

    private static void train(Sequential model, Adam adam, Tensor x) {
        adam.zeroGrad();
        model.forward(x).square().sum().backward();
        adam.step();
    }

    @Test
    void anExistingFileIsReplacedOrKept() throws IOException {
        Path file = folder.resolve("kept.safetensors");
        Safetensors.write(file, Map.of("a", Tensor.of(1f)));
        Tensor closed = Tensor.of(2f);
        closed.close();
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("a", closed)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Safetensors.read(file).get("a").item()).isEqualTo(1);
        Safetensors.write(file, Map.of("a", Tensor.of(3f)));
        assertThat(Safetensors.read(file).get("a").item()).isEqualTo(3);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void blanksAndAnyOrderAreAccepted() throws IOException {
        String header = "{ \"x\" : {\"data_offsets\" : [ 4 , 8 ],\n\"shape\":[],\t\"dtype\":\"F32\"} , "
                + "\"\\u0079\\n\":{\"dtype\":\"U8\",\"shape\":[2,2],\"data_offsets\":[0,4]}}   ";
        Map<String, Tensor> read = Safetensors.read(write(file(header, 8)));
        assertThat(read.keySet()).containsExactly("x", "y\n");
        assertThat(Safetensors.read(write(file("{}", 0)))).isEmpty();
    }

    @Test
    void flagsAreZeroOrOne() throws IOException {
        byte[] content = file("{\"a\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", 2);
        content[content.length - 1] = 42;
        assertThat(Safetensors.read(write(content)).get("a").toIntArray()).containsExactly(0, 1);
    }

    @Test
    void lyingLengths() throws IOException {
        fails(new byte[7], "not a safetensors file: 7 bytes");
        byte[] huge = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(100_000_001)
                .array();
        fails(huge, "header of 100000001 bytes, more than 100000000");
        byte[] negative = ByteBuffer.allocate(20).putLong(-1).array();
        fails(negative, "header of 18446744073709551615 bytes, more than 100000000");
        byte[] beyond = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(13)
                .array();
        fails(beyond, "header of 13 bytes, but the file ends after 12");
    }

    private static String one(String dtype, String shape, String offsets) {
        return "{\"a\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    @Test
    void offsetsThatDoNotFit() throws IOException {
        fails(one("F32", "[1]", "[0,4]"), 3, "'a': bytes 0 to 4 are not in the 3 bytes of data");
        fails(one("F32", "[1]", "[4,0]"), 4, "'a': bytes 4 to 0 are not in the 4 bytes of data");
        fails(one("F32", "[2]", "[0,4]"), 4, "'a': float32[2] does not take the 4 bytes from 0 to 4");
        fails(one("F32", "[1]", "[1,5]"), 5, "'a': begins at 1, but what is before it ends at 0");
        fails(one("F32", "[1]", "[0,4]"), 6, "2 bytes after the last tensor");
        fails(
                one("F32", "[4294967296,4294967296]", "[0,4]"),
                4,
                "'a': float32[4294967296, 4294967296] does not take the 4 bytes from 0 to 4");
        fails(
                one("F64", "[2305843009213693953]", "[0,8]"),
                8,
                "'a': float64[2305843009213693953] does not take the 8 bytes from 0 to 8");
        fails(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}}",
                6,
                "'b': begins at 2, but what is before it ends at 4");
        fails(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[4,6]}}",
                6,
                "'b': begins at 4, but what is before it ends at 2");
        fails(one("F32", "[1]", "[0]"), 4, "'a': expected dtype, shape and two data_offsets");
        fails(one("F32", "[1]", "[0,9223372036854775808]"), 4, "a number above 2^63 at character 68");
    }

    @Test
    void malformedHeaders() throws IOException {
        fails(" {}", 0, "does not begin with '{'");
        fails("[]", 0, "does not begin with '{'");
        fails("{", 0, "expected '\"', found the end at character 1");
        fails("{\"a", 0, "a string without end at character 3");
        fails("{}x", 0, "expected the end, found 'x' at character 2");
        fails("{\"a\":{}}", 0, "expected '\"', found '}' at character 6");
        fails("{\"a\":1}", 0, "expected '{', found '1' at character 5");
        fails(one("F32", "[-1]", "[0,4]"), 4, "expected a number of at least 0, found '-' at character 29");
        fails(one("F32", "[1.0]", "[0,4]"), 4, "expected ']', found '.' at character 30");
        fails(one("F32", "[01]", "[0,4]"), 4, "a number with leading zeros at character 31");
        fails(one("F32", "[1,]", "[0,4]"), 4, "expected a number of at least 0, found ']' at character 31");
        fails(
                one("F8_E4M3", "[4]", "[0,4]"),
                4,
                "'a': type F8_E4M3 is not one of I64, F64, F32, I32, BF16, F16, U8, BOOL");
        fails(one("U8", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "[0,1]"), 1, "'a': rank 17 exceeds 16");
        fails(
                "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}",
                1,
                "'a': unexpected or repeated 'dtype'");
        fails(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},"
                        + "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                0,
                "'a' appears twice");
        fails("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "'k' appears twice in the metadata");
        fails("{\"__metadata__\":{\"k\":1}}", 0, "expected '\"', found '1' at character 21");
        fails("{\"\\x\":1}", 0, "an unknown escape in a string at character 4");
        fails("{\"\\ud800\":1}", 0, "half a surrogate pair in a string at character 9");
        fails("{\"\n\":1}", 0, "a control character in a string at character 3");
        fails(file(new byte[] {'{', '"', (byte) 0xFF, '"', '}'}, 0), "header: not UTF-8");
    }

    @Test
    void aTensorCannotBeCalledMetadata() {
        assertThatThrownBy(() -> Safetensors.write(folder.resolve("x"), Map.of("__metadata__", Tensor.of(1f))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
