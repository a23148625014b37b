package io.github.autograd4j.cuda.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    private static final byte[] IMAGE = {1, 2, 3, 4, 5};

    @TempDir
    Path folder;

    private ImageFolder images() {
        return new ImageFolder(folder);
    }

    @Test
    void whatWasKeptIsFoundByAnother() {
        images().keep("k", IMAGE);

        assertThat(images().find("k")).isEqualTo(IMAGE);
        assertThat(images().find("another")).isNull();
    }

    @Test
    void aFileCutShortAnywhereIsIgnoredAndReplaced() throws IOException {
        images().keep("k", IMAGE);
        byte[] whole = Files.readAllBytes(folder.resolve("k"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve("k"), Arrays.copyOf(whole, length));
            assertThat(images().find("k")).as("%s bytes", length).isNull();
        }
        images().keep("k", IMAGE);

        assertThat(images().find("k")).isEqualTo(IMAGE);
    }

    @Test
    void oneWrongBitAnywhereIsNoticed() throws IOException {
        images().keep("k", IMAGE);
        byte[] whole = Files.readAllBytes(folder.resolve("k"));
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 4;
            Files.write(folder.resolve("k"), damaged);
            assertThat(images().find("k")).as("byte %s", i).isNull();
        }
    }

    @Test
    void aFolderThatCannotBeMadeCachesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        ImageFolder images = new ImageFolder(file.resolve("below"));
        images.keep("k", IMAGE);

        assertThat(images.find("k")).isNull();
        assertThat(file).hasContent("not a folder");
    }

    @Test
    void whatCannotBeRenamedLeavesNothingBehind() throws IOException {
        Files.createDirectories(folder.resolve("k").resolve("in the way"));
        images().keep("k", IMAGE);

        assertThat(images().find("k")).isNull();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("k"));
        }
    }
}
