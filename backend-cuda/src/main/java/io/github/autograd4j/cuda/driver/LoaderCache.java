package io.github.autograd4j.cuda.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The libraries that {@code ldconfig} has listed in {@code /etc/ld.so.cache}. */
final class LoaderCache {
    private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 48;
    private static final int ENTRY = 24;

    private LoaderCache() {}

    /** Returns the folders of the listed libraries whose names begin so, in the file's order; empty if unreadable. */
    static List<String> foldersOf(Path cache, List<String> beginnings) {
        try {
            return folders(Files.readAllBytes(cache), beginnings);
        } catch (IOException | IndexOutOfBoundsException e) {
            // Without a list, or with one in a form that is not known, the other places remain.
            return List.of();
        }
    }

    private static List<String> folders(byte[] file, List<String> beginnings) {
        Set<String> folders = new LinkedHashSet<>();
        int start = start(file);
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int count = start < 0 ? 0 : buffer.getInt(start + MAGIC.length);
        for (int i = 0; i < count; i++) {
            int entry = start + HEADER + i * ENTRY;
            String name = text(file, start + buffer.getInt(entry + 4));
            if (beginnings.stream().anyMatch(name::startsWith)) {
                String path = text(file, start + buffer.getInt(entry + 8));
                folders.add(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
            }
        }
        return List.copyOf(folders);
    }

    /** The list may follow one in an older form. */
    private static int start(byte[] file) {
        for (int at = 0; at + HEADER <= file.length; at += 4) {
            if (Arrays.equals(file, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                return at;
            }
        }
        return -1;
    }

    private static String text(byte[] file, int start) {
        int end = start;
        while (file[end] != 0) {
            end++;
        }
        return new String(file, start, end - start, StandardCharsets.UTF_8);
    }
}
