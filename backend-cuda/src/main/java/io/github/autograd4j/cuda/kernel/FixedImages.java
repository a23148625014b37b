package io.github.autograd4j.cuda.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The kernels that were compiled beforehand, as PTX for the oldest devices, which drivers compile for theirs. They lie
 * beside the sources in the folder {@code ptx}; its index has a line for each, with the digest of the source and the
 * file's name. {@code scripts/aot-kernels} makes them.
 */
final class FixedImages {
    private static final class Holder {
        static final Map<String, String> NAMES = names();
    }

    private FixedImages() {}

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        new String(read("index"), StandardCharsets.UTF_8).lines().forEach(line -> {
            int space = line.indexOf(' ');
            names.put(line.substring(0, space), line.substring(space + 1));
        });
        return names;
    }

    /** What was compiled from the source of a digest, as {@link io.github.autograd4j.cuda.driver.Gpu#load} takes it, or null. */
    static byte[] find(String digest) {
        String name = Holder.NAMES.get(digest);
        if (name == null) {
            return null;
        }
        byte[] text = read(name + ".ptx");
        return java.util.Arrays.copyOf(text, text.length + 1);
    }

    private static byte[] read(String file) {
        try (InputStream stream = FixedImages.class.getResourceAsStream("ptx/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("kernel: no file ptx/" + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
