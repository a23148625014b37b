package io.github.autograd4j.cuda.driver;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds libraries of NVIDIA in folders and loads them, each before whatever needs it: the system's loader then takes
 * what is in the process already, whatever its own search path says.
 */
final class LibraryLoader {
    /** At most so many folders are named where nothing was found. */
    private static final int NAMED = 6;

    private final List<Path> folders;
    private final List<PrivateFolder> natives;

    LibraryLoader(List<Path> folders, List<PrivateFolder> natives) {
        this.folders = folders;
        this.natives = natives;
    }

    /**
     * What became of a library.
     *
     * @param file where it was found; null if it is missing
     * @param version its version
     * @param missing why it cannot be used; null if it can
     */
    record Outcome(Path file, int version, String missing) {
        static Outcome missing(String reason) {
            return new Outcome(null, 0, reason);
        }

        boolean usable() {
            return missing == null;
        }
    }

    /**
     * Loads a library and JCuda's native for it.
     *
     * @param library which one
     * @param newest the newest version that may be taken
     */
    Outcome load(Library library, int newest) {
        List<String> failures = new ArrayList<>();
        for (Path folder : folders) {
            for (int version : library.versions) {
                Path file = folder.resolve(library.fileName(version));
                if (!Files.isRegularFile(file)) {
                    continue;
                }
                if (version > newest) {
                    failures.add(file + ": the driver is for CUDA " + newest + ", too old for it");
                    continue;
                }
                try {
                    load(library, version, file);
                    return new Outcome(file, version, null);
                } catch (IOException | LinkageError | IndexOutOfBoundsException e) {
                    failures.add(describe(file, e));
                }
            }
        }
        return Outcome.missing(failures.isEmpty() ? notFound(library) : String.join("; ", failures));
    }

    private void load(Library library, int version, Path file) throws IOException {
        ElfImage image = ElfImage.of(file);
        JCudaNative binding = JCudaNative.of(library, version);
        Set<String> missing = NativeCalls.missing(library, binding.image().imports(), image.exports());
        if (!missing.isEmpty()) {
            throw new IOException("it lacks " + String.join(", ", missing));
        }
        loadCompanions(library, version, file, image);
        System.load(file.toAbsolutePath().toString());
        binding.load(natives);
    }

    /** Loads what lies beside a library and is opened by it: cuBLAS needs cublasLt, NVRTC opens its builtins by name. */
    private static void loadCompanions(Library library, int version, Path file, ElfImage image) throws IOException {
        Path folder = file.getParent();
        for (String needed : image.needed()) {
            Path companion = folder.resolve(needed);
            if (needed.startsWith("libcublas") && Files.isRegularFile(companion)) {
                System.load(companion.toAbsolutePath().toString());
            }
        }
        if (library == Library.NVRTC) {
            builtins(folder, version)
                    .ifPresent(builtins -> System.load(builtins.toAbsolutePath().toString()));
        }
    }

    private static Optional<Path> builtins(Path folder, int version) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "libnvrtc-builtins.so." + version + ".*")) {
            files.forEach(found::add);
        }
        return found.stream().max(Comparator.naturalOrder());
    }

    private String notFound(Library library) {
        Set<String> names = new TreeSet<>();
        library.versions.forEach(version -> names.add(library.fileName(version)));
        String looked = String.join(
                ", ", folders.stream().limit(NAMED).map(Path::toString).toList());
        int rest = folders.size() - NAMED;
        return String.join(" or ", names) + " not found (looked in " + (folders.isEmpty() ? "no folder" : looked)
                + (rest > 0 ? " and " + rest + " more" : "") + ")";
    }

    /** The first line says it; JCuda appends stack traces to its messages. */
    private static String describe(Path file, Throwable error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        String line = message.lines().findFirst().orElse(message);
        return line.startsWith(file.toString()) ? line : file + ": " + line;
    }
}
