package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
    @TempDir
    Path root;

    private Path folder(String path) throws IOException {
        return Files.createDirectories(root.resolve(path));
    }

    @Test
    void looksWhereItIsToldThenWhereTheSystemLooksThenInTheUsualPlacesThenInPythons() throws IOException {
        Path wheel = folder("home/.local/lib/python3.12/site-packages/nvidia/cublas/lib");
        Path pyenv = folder("home/.pyenv/versions/3.11.7/lib/python3.11/site-packages/nvidia/cu13/lib");
        Path conda = folder("conda/lib");
        Path system = folder("usr/lib/x86_64-linux-gnu");
        Path cuda = folder("usr/local/cuda-12.4/lib64");
        Path newer = folder("usr/local/cuda-13.0/lib64");
        Path listed = folder("opt/listed");
        Path loader = folder("loader");
        Path home = folder("toolkit/lib64");
        Path told = folder("told");
        Files.write(folder("etc").resolve("ld.so.cache"), cache("/opt/listed/libcuda.so.1", "/opt/other/libfoo.so.1"));
        folder("opt/other");
        Platform platform = new Machine(root)
                .platform(Map.of(
                        "CUDA_HOME", root.resolve("toolkit").toString(),
                        "LD_LIBRARY_PATH", ":" + loader + ":/does/not/exist",
                        "CONDA_PREFIX", root.resolve("conda").toString(),
                        "HOME", root.resolve("home").toString()));
        platform.properties().setProperty(SearchPath.PROPERTY, told + ":\0");

        assertThat(SearchPath.of(platform))
                .startsWith(told, home, loader, listed, newer, cuda, system)
                .endsWith(conda, wheel, pyenv);
    }

    @Test
    void leavesOutLibrariesThatAreOnlyForLinking() throws IOException {
        Path stubs = folder("toolkit/lib64/stubs");
        Path loader = folder("loader");
        Platform platform = new Machine(root).platform(Map.of("LD_LIBRARY_PATH", stubs + ":" + loader));

        assertThat(SearchPath.of(platform)).contains(loader).doesNotContain(stubs);
    }

    @Test
    void looksBesideThePythonsOnThePathAndWhatTheyLinkTo() throws IOException {
        Path inner = folder("opt/base/lib/python3.12/site-packages/nvidia/cublas/lib");
        Path outer = folder("opt/env/lib/python3.12/site-packages/nvidia/cu13/lib");
        Files.createFile(folder("opt/base/bin").resolve("python3.12"));
        Files.createSymbolicLink(folder("opt/env/bin").resolve("python3"), Path.of("../../base/bin/python3.12"));
        Path link = Files.createSymbolicLink(folder("bin").resolve("python3"), root.resolve("opt/env/bin/python3"));

        String path = root.resolve("absent") + ":" + link.getParent();
        assertThat(SearchPath.of(new Machine(root).platform(Map.of("PATH", path))))
                .containsExactly(outer, inner);
    }

    @Test
    void namesAFolderOnce() throws IOException {
        Path real = folder("usr/local/cuda-13.0/lib64");
        Files.createSymbolicLink(root.resolve("usr/local/cuda"), real.getParent());
        assertThat(SearchPath.of(new Machine(root).platform(Map.of())))
                .containsOnlyOnce(root.resolve("usr/local/cuda/lib64"))
                .doesNotContain(real);
    }

    @Test
    void doesWithoutAListThatIsDamaged() throws IOException {
        byte[] whole = cache("/opt/listed/libcuda.so.1");
        folder("opt/listed");
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder("etc").resolve("ld.so.cache"), Arrays.copyOf(whole, length));
            assertThat(SearchPath.of(new Machine(root).platform(Map.of()))).isEmpty();
        }
    }

    /** A list as ldconfig writes it, behind a header of the older form. */
    private static byte[] cache(String... libraries) throws IOException {
        ByteBuffer table = ByteBuffer.allocate(48 + 24 * libraries.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        table.put("glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII));
        table.putInt(libraries.length).position(48);
        for (String library : libraries) {
            int path = table.capacity() + strings.size();
            strings.write((library + '\0').getBytes(StandardCharsets.UTF_8));
            table.putInt(0x303).putInt(path + library.lastIndexOf('/') + 1).putInt(path);
            table.putInt(0).putLong(0);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("ld.so-1.7.0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        file.write(table.array());
        strings.writeTo(file);
        return file.toByteArray();
    }
}
