package io.github.autograd4j.cuda.kernel;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.GpuModule;
import io.github.autograd4j.cuda.driver.Nvrtc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The compiled kernels of one device. What is asked for is looked for in memory, among the prebuilt, in the cache on
 * disk, and compiled at last; without a compiler, among the fixed kernels. This is the slow road: who launches a kernel often keeps the function.
 */
public final class KernelCache {
    private final Gpu gpu;
    private final Supplier<Nvrtc> compiler;
    private final KernelFolders folders;
    private final Map<String, GpuModule> modules = new ConcurrentHashMap<>();

    /**
     * Creates an empty cache.
     *
     * @param gpu the device
     * @param compiler gives the compiler when it is first needed; null if there is none, and only what was compiled
     *     beforehand can be had
     * @param folders where kernels lie on disk
     */
    public KernelCache(Gpu gpu, Supplier<Nvrtc> compiler, KernelFolders folders) {
        this.gpu = gpu;
        this.compiler = compiler;
        this.folders = folders;
    }

    /**
     * Finds or compiles a kernel.
     *
     * @param source the whole source
     * @param kernel the name of a kernel in it
     * @return the loaded kernel
     */
    public GpuFunction get(String source, String kernel) {
        GpuModule module = modules.get(source);
        if (module == null) {
            // Not computeIfAbsent: it would hold a lock while the device's is taken. Two threads may compile the same.
            GpuModule loaded = load(source, kernel);
            module = modules.putIfAbsent(source, loaded);
            if (module == null) {
                module = loaded;
            } else {
                loaded.close();
            }
        }
        return module.function(kernel);
    }

    /**
     * Returns the name under which what is compiled from a source for an architecture is kept on disk.
     *
     * @param source the source
     * @param architecture for example 90
     * @return the name, without ending
     */
    public static String name(String source, int architecture) {
        return digest(source) + ".sm_" + architecture;
    }

    /**
     * Returns what identifies a source.
     *
     * @param source the source
     * @return its SHA-256 in hexadecimal digits
     */
    public static String digest(String source) {
        return HexFormat.of().formatHex(ImageFolder.Digests.sha256(source.getBytes(StandardCharsets.UTF_8)));
    }

    private GpuModule load(String source, String kernel) {
        int architecture = gpu.properties().architecture();
        String name = name(source, architecture);
        if (folders.sources() != null) {
            ImageFolder.write(
                    folders.sources(),
                    name.substring(0, name.indexOf('.')) + ".cu",
                    source.getBytes(StandardCharsets.UTF_8));
        }
        GpuModule prebuilt = prebuilt(name, kernel);
        return prebuilt != null ? prebuilt : gpu.load(image(source, kernel, architecture), kernel);
    }

    private GpuModule prebuilt(String name, String kernel) {
        if (folders.prebuilt() == null) {
            return null;
        }
        try {
            return gpu.load(Files.readAllBytes(folders.prebuilt().resolve(name + ".cubin")), kernel);
        } catch (IOException | DeviceException e) {
            return null; // not among them, or not for this device
        }
    }

    private byte[] image(String source, String kernel, int architecture) {
        return compiler == null
                ? fixed(source, kernel)
                : new KernelCompiler(compiler.get(), architecture, folders).image(source, kernel + ".cu");
    }

    private static byte[] fixed(String source, String kernel) {
        byte[] image = FixedImages.find(digest(source));
        if (image == null) {
            throw new DeviceException(
                    "compile: " + kernel + ": NVRTC is missing, and this was not compiled beforehand");
        }
        return image;
    }
}
