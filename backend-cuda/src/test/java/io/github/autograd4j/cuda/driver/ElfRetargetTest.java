package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On JCuda's own natives: the files that are changed in earnest. */
class ElfRetargetTest {
    private static byte[] linkedAgainst12(Library library) throws IOException {
        return JCudaNative.of(library, 12).bytes();
    }

    @ParameterizedTest
    @EnumSource(
            value = Library.class,
            names = {"CUBLAS", "NVRTC"})
    void needsTheOtherLibraryAfterwardsAndElseTheSame(Library library) throws IOException {
        String from = library.fileName(12);
        String to = library.fileName(13);
        byte[] before = linkedAgainst12(library);
        byte[] after = ElfRetarget.rename(before, from, to);

        ElfImage was = ElfImage.of(before);
        ElfImage is = ElfImage.of(after);
        assertThat(was.needed()).contains(from).doesNotContain(to);
        assertThat(is.needed())
                .containsExactlyElementsOf(was.needed().stream()
                        .map(name -> name.equals(from) ? to : name)
                        .toList());
        assertThat(is.versionNeeds()).contains(to).doesNotContain(from);
        assertThat(is.versionNeeds()).hasSameSizeAs(was.versionNeeds());
        assertThat(is.soname()).isEqualTo(was.soname());
        assertThat(is.imports()).isEqualTo(was.imports());
        assertThat(is.exports()).isEqualTo(was.exports());
        // The digit in the one shared string, and the last byte of the version's hash.
        assertThat(IntStream.range(0, before.length).filter(i -> before[i] != after[i]))
                .hasSize(2);
    }

    @Test
    void renamesBackToTheSameBytes() throws IOException {
        byte[] before = linkedAgainst12(Library.CUBLAS);
        byte[] there = ElfRetarget.rename(before, "libcublas.so.12", "libcublas.so.13");
        assertThat(there).isNotEqualTo(before);
        assertThat(ElfRetarget.rename(there, "libcublas.so.13", "libcublas.so.12"))
                .isEqualTo(before);
    }

    @Test
    void hashesAsTheAbiSays() {
        // Values that the linker wrote into JCuda's natives and glibc.
        assertThat(ElfRetarget.hash("GLIBC_2.2.5")).isEqualTo(0x09691a75);
        assertThat(ElfRetarget.hash("GLIBC_2.14")).isEqualTo(0x06969194);
    }

    @Test
    void refusesWhatItCannotChange() throws IOException {
        byte[] driver = JCudaNative.of(Library.DRIVER, 1).bytes();
        assertThatThrownBy(() -> ElfRetarget.rename(driver, "libcublas.so.12", "libcublas.so.13"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not name libcublas.so.12");
        assertThatThrownBy(() -> ElfRetarget.rename(driver, "libcuda.so.1", "libcuda.so.13"))
                .isInstanceOf(IllegalArgumentException.class);
        for (int length : new int[] {0, 3, 63, 64, 200, 1000, 100_000}) {
            assertThatThrownBy(() -> ElfImage.of(Arrays.copyOf(driver, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }
}
