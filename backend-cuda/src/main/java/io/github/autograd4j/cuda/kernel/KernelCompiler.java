package io.github.autograd4j.cuda.kernel;

import io.github.autograd4j.cuda.driver.Nvrtc;
import java.nio.file.Files;

/**
 * Compiles sources for one architecture and keeps what it made on disk. It loads nothing, and threads may share it.
 *
 * @param nvrtc the compiler
 * @param architecture for example 90
 * @param folders where kernels lie on disk
 */
public record KernelCompiler(Nvrtc nvrtc, int architecture, KernelFolders folders) {
    /**
     * Compiles ahead of use, unless the source was compiled before: here, or where the prebuilt ones come from.
     *
     * @param source the whole source
     * @param title a file name for messages
     * @return whether it had to be compiled
     * @throws io.github.autograd4j.DeviceException with the compiler's messages if the source is wrong
     */
    public boolean prepare(String source, String title) {
        String name = KernelCache.name(source, architecture);
        if (folders.prebuilt() != null && Files.exists(folders.prebuilt().resolve(name + ".cubin"))) {
            return false;
        }
        if (kept(name) != null) {
            return false;
        }
        compile(source, title, name);
        return true;
    }

    /** Returns what is on disk, or compiles it. */
    byte[] image(String source, String title) {
        String name = KernelCache.name(source, architecture);
        byte[] known = kept(name);
        return known != null ? known : compile(source, title, name);
    }

    private byte[] kept(String name) {
        return folders.cache() == null ? null : new ImageFolder(folders.cache()).find(file(name));
    }

    private byte[] compile(String source, String title, String name) {
        byte[] image = nvrtc.compile(source, title, architecture);
        if (folders.cache() != null) {
            new ImageFolder(folders.cache()).keep(file(name), image);
        }
        return image;
    }

    private String file(String name) {
        return name + ".nvrtc" + nvrtc.version();
    }
}
