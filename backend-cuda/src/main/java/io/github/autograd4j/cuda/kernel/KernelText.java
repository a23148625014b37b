package io.github.autograd4j.cuda.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The fixed source files of this package. Their includes are put in place here: the run-time compiler has no folders. */
public final class KernelText {
    private static final Map<String, String> EXPANDED = new ConcurrentHashMap<>();
    private static final String INCLUDE = "#include \"";

    private KernelText() {}

    /**
     * Returns a file with everything that it includes, each once.
     *
     * @param file its name, for example {@code types.cuh}
     * @return the text
     */
    public static String of(String file) {
        return EXPANDED.computeIfAbsent(file, f -> {
            StringBuilder text = new StringBuilder();
            expand(f, text, new LinkedHashSet<>());
            return text.toString();
        });
    }

    /**
     * Returns a file with definitions in front.
     *
     * @param file its name
     * @param defines pairs of a macro and its value
     * @return the text
     */
    public static String of(String file, String... defines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < defines.length; i += 2) {
            text.append("#define ")
                    .append(defines[i])
                    .append(' ')
                    .append(defines[i + 1])
                    .append('\n');
        }
        return text.append(of(file)).toString();
    }

    private static void expand(String file, StringBuilder text, Set<String> done) {
        if (!done.add(file)) {
            return;
        }
        read(file).lines().forEach(line -> {
            if (line.startsWith(INCLUDE)) {
                expand(line.substring(INCLUDE.length(), line.lastIndexOf('"')), text, done);
            } else {
                text.append(line).append('\n');
            }
        });
    }

    private static String read(String file) {
        try (InputStream stream = KernelText.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("kernel: no source file " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
