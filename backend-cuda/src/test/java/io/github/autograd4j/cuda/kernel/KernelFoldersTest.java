package io.github.autograd4j.cuda.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelFoldersTest {
    @Test
    void cachesInTheUsersFolderOrNowhereForAUserWithoutAHome() {
        assertThat(KernelFolders.userCache(null, "/home/me")).isEqualTo(Path.of("/home/me/.cache/autograd4j/cuda"));
        assertThat(KernelFolders.userCache("/cache", "?")).isEqualTo(Path.of("/cache/autograd4j/cuda"));
        assertThat(KernelFolders.userCache(" ", "?")).isNull();
        assertThat(KernelFolders.userCache(null, null)).isNull();
    }
}
