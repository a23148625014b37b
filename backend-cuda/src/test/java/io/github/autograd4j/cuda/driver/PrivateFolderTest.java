package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "natives are placed on Linux only")
class PrivateFolderTest {
    @TempDir
    Path folder;

    @Test
    void differentContentsLieApart() throws IOException {
        PrivateFolder natives = new PrivateFolder(folder.resolve("natives"));
        Path one = natives.place("library.so", new byte[] {1});
        Path two = natives.place("library.so", new byte[] {2});
        assertThat(one).isNotEqualTo(two).hasBinaryContent(new byte[] {1});
        assertThat(two).hasBinaryContent(new byte[] {2});
        assertThat(natives.place("library.so", new byte[] {1})).isEqualTo(one);
    }

    @Test
    void isForItsUserOnly() throws IOException {
        Path base = folder.resolve("natives");
        Files.createDirectory(base, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
        Path file = new PrivateFolder(base).place("library.so", new byte[] {1});
        for (Path path : new Path[] {base, file.getParent(), file}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void doesNotFollowALinkThatSomebodyLaid() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path base = Files.createSymbolicLink(folder.resolve("natives"), elsewhere);
        assertThatThrownBy(() -> new PrivateFolder(base).place("library.so", new byte[] {1}))
                .isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void liesInTheCacheOfTheUserThenAmongTemporaryFiles() {
        Platform platform = new Machine(folder).platform(Map.of("XDG_CACHE_HOME", "/xdg"));
        assertThat(PrivateFolder.of(platform).get(0).base())
                .isEqualTo(folder.resolve("cache").resolve("native"));
        platform.properties().remove(PrivateFolder.PROPERTY);
        assertThat(PrivateFolder.of(platform).get(0).base()).isEqualTo(Path.of("/xdg/autograd4j/native"));
        assertThat(PrivateFolder.of(platform).get(1).base())
                .isEqualTo(
                        Path.of(System.getProperty("java.io.tmpdir"), "autograd4j-" + System.getProperty("user.name")));
    }
}
