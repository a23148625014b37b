package io.github.autograd4j.cuda.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Compiled kernels in a folder that several processes may use at once: files appear whole, by renaming, and begin with
 * the digest of what follows, so that a damaged one is known and ignored. A folder that cannot be written caches nothing.
 */
final class ImageFolder {
    private static final int DIGEST = 32;

    private final Path folder;

    ImageFolder(Path folder) {
        this.folder = folder;
    }

    /** What was kept under a name, or null. */
    byte[] find(String name) {
        byte[] file;
        try {
            file = Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            return null;
        }
        if (file.length <= DIGEST) {
            return null;
        }
        byte[] image = Arrays.copyOfRange(file, DIGEST, file.length);
        return Arrays.equals(Digests.sha256(image), 0, DIGEST, file, 0, DIGEST) ? image : null;
    }

    void keep(String name, byte[] image) {
        byte[] digest = Digests.sha256(image);
        byte[] file = Arrays.copyOf(digest, DIGEST + image.length);
        System.arraycopy(image, 0, file, DIGEST, image.length);
        write(folder, name, file);
    }

    /** Writes a file that others see whole or not at all; does nothing where that is not possible. */
    static void write(Path folder, String name, byte[] content) {
        Path made = null;
        try {
            Files.createDirectories(folder);
            made = Files.createTempFile(folder, name, ".part");
            Files.write(made, content);
            Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(made);
        }
    }

    private static void discard(Path made) {
        if (made != null) {
            try {
                Files.deleteIfExists(made);
            } catch (IOException e) {
                // A folder that cannot be written to any more keeps its temporary file.
                return;
            }
        }
    }

    /** Digests that every Java has. */
    static final class Digests {
        private Digests() {}

        static byte[] sha256(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
