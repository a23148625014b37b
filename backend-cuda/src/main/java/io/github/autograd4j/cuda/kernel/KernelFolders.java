package io.github.autograd4j.cuda.kernel;

import java.nio.file.Path;

/**
 * Where kernels lie on disk; any may be null.
 *
 * @param cache what was compiled here, read and written
 * @param prebuilt CUBINs that came with the program, read only, named by {@link KernelCache#name} and {@code .cubin}
 * @param sources where the source of each kernel is left, for a compiler to look at
 */
public record KernelFolders(Path cache, Path prebuilt, Path sources) {
    /** Nothing on disk. */
    public static final KernelFolders NONE = new KernelFolders(null, null, null);

    /**
     * Reads the properties {@code autograd.cuda.cache}, {@code autograd.cuda.kernels} and {@code autograd.cuda.sources}.
     *
     * @param emulated whether the device is an imitation, whose kernels are cached only where the property says: they
     *     have the names of real ones
     * @return the folders
     */
    public static KernelFolders ofProperties(boolean emulated) {
        Path cache = property("autograd.cuda.cache");
        return new KernelFolders(
                cache != null || emulated ? cache : userCache(),
                property("autograd.cuda.kernels"),
                property("autograd.cuda.sources"));
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        return value == null || value.isBlank() ? null : Path.of(value);
    }

    private static Path userCache() {
        return userCache(System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home"));
    }

    /** The user's cache, or null: in a container a user may have no home, which Java then calls {@code ?}. */
    static Path userCache(String xdg, String home) {
        boolean named = xdg != null && !xdg.isBlank();
        if (!named && (home == null || !home.startsWith("/"))) {
            return null;
        }
        Path base = named ? Path.of(xdg) : Path.of(home, ".cache");
        return base.resolve("autograd4j").resolve("cuda");
    }
}
