package io.github.autograd4j.cuda.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import jcuda.JCudaVersion;

/**
 * A native of JCuda: taken from its jar, made to fit the version of CUDA that is there, and loaded.
 *
 * <p>JCuda loads a native in the initialiser of the class that declares its methods, from {@code java.io.tmpdir}, where
 * it reuses a file of the right name. The property points to our folder just for that moment; it is read by name there,
 * while the JDK's own makers of temporary files remember its first value.
 */
final class JCudaNative {
    private static final Object PROPERTY_LOCK = new Object();
    private static final String FOLDER_PROPERTY = "java.io.tmpdir";

    private final Library library;
    private final byte[] bytes;

    private JCudaNative(Library library, byte[] bytes) {
        this.library = library;
        this.bytes = bytes;
    }

    /**
     * Reads a native and makes it fit.
     *
     * @param library the library that it calls
     * @param version the version of the library
     */
    static JCudaNative of(Library library, int version) throws IOException {
        byte[] original = fromJar(library);
        return new JCudaNative(
                library,
                version == library.linkedVersion()
                        ? original
                        : ElfRetarget.rename(
                                original, library.fileName(library.linkedVersion()), library.fileName(version)));
    }

    /** Asks the class loader, not the class: the natives' jar is another module than JCuda. */
    private static byte[] fromJar(Library library) throws IOException {
        String resource = "lib/" + library.nativeName();
        try (InputStream in = JCudaVersion.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("JCuda's natives are not on the class path: no " + resource);
            }
            return in.readAllBytes();
        }
    }

    byte[] bytes() {
        return bytes;
    }

    ElfImage image() throws IOException {
        return ElfImage.of(bytes);
    }

    /**
     * Loads the native into the process and readies the class that declares its methods.
     *
     * @param folders where it may lie, tried in this order
     * @throws IOException if no folder can hold it
     * @throws UnsatisfiedLinkError if it does not load from any of them
     */
    void load(List<PrivateFolder> folders) throws IOException {
        IOException unwritable = null;
        UnsatisfiedLinkError unloadable = null;
        for (PrivateFolder folder : folders) {
            try {
                Path file = folder.place(library.nativeName(), bytes);
                // First ourselves: after a failure in its own initialiser the class could never be used again.
                if (JCudaVersion.class.getClassLoader() == JCudaNative.class.getClassLoader()) {
                    System.load(file.toString());
                }
                initialize(file.getParent());
                return;
            } catch (IOException e) {
                unwritable = e;
            } catch (UnsatisfiedLinkError e) {
                unloadable = e;
            }
        }
        if (unloadable != null) {
            throw unloadable;
        }
        throw unwritable;
    }

    private void initialize(Path folder) {
        synchronized (PROPERTY_LOCK) {
            String before = System.getProperty(FOLDER_PROPERTY);
            System.setProperty(FOLDER_PROPERTY, folder.toString());
            try {
                Class<?> binding = Class.forName(library.binding, true, JCudaVersion.class.getClassLoader());
                assert binding != null;
            } catch (ClassNotFoundException e) {
                throw new NoClassDefFoundError(library.binding);
            } finally {
                System.setProperty(FOLDER_PROPERTY, before);
            }
        }
    }
}
