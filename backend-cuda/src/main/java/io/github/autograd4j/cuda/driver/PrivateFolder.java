package io.github.autograd4j.cuda.driver;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A folder of this user only, in which libraries made by us lie. A file's folder is named by its contents, and files
 * appear whole or not at all: processes that start together, of whatever versions, do not meet, and what is there
 * already is used only if it holds what it should.
 *
 * @param base the folder
 */
record PrivateFolder(Path base) {
    /** Replaces the user's cache folder as the place of what is kept between runs. */
    static final String PROPERTY = "autograd.cuda.cache";

    /** Returns where to try, in this order: a folder may be read-only, or on a volume that runs no code. */
    static List<PrivateFolder> of(Platform platform) {
        List<PrivateFolder> folders = new ArrayList<>();
        String named = platform.property(PROPERTY);
        String cache = platform.variable("XDG_CACHE_HOME");
        String home = platform.property("user.home");
        if (named != null && !named.isBlank()) {
            folders.add(new PrivateFolder(Path.of(named, "native")));
        } else if (cache != null && !cache.isBlank()) {
            folders.add(new PrivateFolder(Path.of(cache, "autograd4j", "native")));
        } else if (home != null && home.startsWith("/")) {
            folders.add(new PrivateFolder(Path.of(home, ".cache", "autograd4j", "native")));
        }
        String user = platform.property("user.name").replaceAll("[^A-Za-z0-9_-]", "_");
        folders.add(new PrivateFolder(Path.of(platform.property("java.io.tmpdir"), "autograd4j-" + user)));
        return List.copyOf(folders);
    }

    /**
     * Lays a file into the folder, unless it is there.
     *
     * @param name its name
     * @param content what it holds
     * @return where it is
     * @throws IOException if it cannot be written, or the folder belongs to somebody else
     */
    Path place(String name, byte[] content) throws IOException {
        Files.createDirectories(base.toAbsolutePath().getParent());
        createPrivate(base);
        Path folder = base.resolve(digest(content));
        createPrivate(folder);
        Path file = folder.resolve(name);
        if (!holds(file, content)) {
            Path temporary = Files.createTempFile(folder, name, ".part");
            try {
                Files.write(temporary, content);
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        return file;
    }

    /** Others can neither write into such a folder nor replace it by theirs. */
    private static void createPrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path mine = Files.createTempFile(folder, "owner", null);
        try {
            if (!Files.getOwner(mine).equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException(folder + " belongs to somebody else");
            }
        } finally {
            Files.delete(mine);
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
