package io.github.autograd4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against files that NumPy 2.4 wrote. */
class NpyTest {
    /** [[1.5, -2, 3], [4, 5, 1e-40]] as {@code <f4}. */
    private static final String FLOATS =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAQEAAAIBAAACgQMIWAQA=";

    /** arange(6).reshape(2, 3) as {@code <f8} in Fortran order. */
    private static final String FORTRAN =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAhAAAAAAAAA8D8AAAAAAAAQQAAAAAAAAABAAAAAAAAAFEA=";

    /** [1, -2, 70000] as {@code >i4}. */
    private static final String BIG_ENDIAN =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPmk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAB/////gABEXA=";

    /** [True, False, True]. */
    private static final String BOOLS =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAE=";

    /** [1, 0.5, 65504] as {@code <f2}, version 2. */
    private static final String HALVES =
            "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjInLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAPAA4/3s=";

    /** array(7) as {@code <i8}, version 3. */
    private static final String SCALAR =
            "k05VTVBZAwB0AAAAeydkZXNjcic6ICc8aTgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoHAAAAAAAAAA==";

    /** zeros((0, 3)) as {@code |u1}. */
    private static final String EMPTY =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDAsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo=";

    @TempDir
    Path folder;

    private Tensor read(String golden) throws IOException {
        return Npy.read(Files.write(folder.resolve("a.npy"), Base64.getDecoder().decode(golden)));
    }

    @Test
    void readsWhatNumPyWrites() throws IOException {
        Tensor floats = read(FLOATS);
        assertThat(floats.describe()).isEqualTo("float32[2, 3]");
        assertThat(floats.toFloatArray()).containsExactly(1.5f, -2, 3, 4, 5, 1e-40f);
        Tensor fortran = read(FORTRAN);
        assertThat(fortran.describe()).isEqualTo("float64[2, 3]");
        assertThat(fortran.isContiguous()).isTrue();
        assertThat(fortran.toDoubleArray()).containsExactly(0, 1, 2, 3, 4, 5);
        Tensor big = read(BIG_ENDIAN);
        assertThat(big.dtype()).isEqualTo(DType.INT32);
        assertThat(big.toIntArray()).containsExactly(1, -2, 70000);
        Tensor bools = read(BOOLS);
        assertThat(bools.dtype()).isEqualTo(DType.BOOL);
        assertThat(bools.toBooleanArray()).containsExactly(true, false, true);
        Tensor halves = read(HALVES);
        assertThat(halves.dtype()).isEqualTo(DType.FLOAT16);
        assertThat(halves.toFloatArray()).containsExactly(1, 0.5f, 65504);
        Tensor scalar = read(SCALAR);
        assertThat(scalar.describe()).isEqualTo("int64[]");
        assertThat(scalar.itemLong()).isEqualTo(7);
        assertThat(read(EMPTY).describe()).isEqualTo("uint8[0, 3]");
    }

    @Test
    void writesTheBytesThatNumPyWrites() throws IOException {
        for (String golden : new String[] {FLOATS, BOOLS, EMPTY}) {
            Path file = folder.resolve("b.npy");
            Npy.write(file, read(golden));
            assertThat(Base64.getEncoder().encodeToString(Files.readAllBytes(file)))
                    .isEqualTo(golden);
        }
    }

    @Test
    void whatIsNotContiguousIsWrittenInRowMajorOrder() throws IOException {
        Path file = folder.resolve("t.npy");
        Npy.write(file, Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3).t());
        Tensor back = Npy.read(file);
        assertThat(back.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(back.toDoubleArray()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void bfloat16HasNoPlaceInNumPy() {
        Tensor tensor = Tensor.of(1f).to(DType.BFLOAT16);
        assertThatThrownBy(() -> Npy.write(folder.resolve("c.npy"), tensor)).hasMessageContaining("no bfloat16");
    }

    private void fails(byte[] content, String message) throws IOException {
        Path file = Files.write(folder.resolve("bad.npy"), content);
        assertThatThrownBy(() -> Npy.read(file)).isInstanceOf(IOException.class).hasMessage(file + ": " + message);
    }

    private static byte[] npy(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[10 + text.length + data];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, 0, file, 0, 8);
        file[8] = (byte) text.length;
        file[9] = (byte) (text.length >> 8);
        System.arraycopy(text, 0, file, 10, text.length);
        return file;
    }

    @Test
    void malformedFiles() throws IOException {
        byte[] good = Base64.getDecoder().decode(FLOATS);
        fails("hello, world".getBytes(StandardCharsets.US_ASCII), "not an NPY file");
        fails(new byte[3], "truncated: 5 bytes are missing");
        fails(Arrays.copyOf(good, 60), "truncated: 68 bytes are missing");
        fails(Arrays.copyOf(good, good.length - 1), "the header promises 24 bytes of elements, the file has 23");
        fails(Arrays.copyOf(good, good.length + 1), "the header promises 24 bytes of elements, the file has 25");
        byte[] version = good.clone();
        version[6] = 9;
        fails(version, "version 9.0 is not one of 1.0, 2.0 and 3.0");
        byte[] long2 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0, 0, 0, 0x7F};
        fails(long2, "header of 2130706432 bytes, more than 65536");
    }

    @Test
    void malformedHeaders() throws IOException {
        fails(
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,), }", 4),
                "the header promises 4000000000 bytes of elements, the file has 4");
        fails(
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", 4),
                "header: more elements than fit into a Java array: [4294967296, 4294967296]");
        fails(
                npy("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", 8),
                "header: type '<c8' is not one of f2, f4, f8, i4, i8, u1 and b1");
        fails(
                npy("{'descr': '|f4', 'fortran_order': False, 'shape': (1,), }", 4),
                "header: type '|f4' is not one of f2, f4, f8, i4, i8, u1 and b1");
        fails(
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 4),
                "header: expected descr (of a plain type), fortran_order and shape: "
                        + "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }");
        fails(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2), }", 4), "header: malformed shape: (1 2)");
        fails(
                npy("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", 4),
                "header: unexpected 'descr': {'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }");
        fails(
                npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 4),
                "header: expected descr (of a plain type), fortran_order and shape: "
                        + "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }");
        fails(npy("shape", 0), "header: not a dictionary: shape");
    }
}
