package io.github.autograd4j.cuda;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the CUDA driver library may lie. It only looks for the file: loading it is for later.
 *
 * @param operatingSystem the name of the operating system
 * @param folders where to look, in this order
 */
record DriverSearch(String operatingSystem, List<Path> folders) {
    /** A folder to look in before all others. */
    static final String FOLDER_PROPERTY = "autograd.cuda.driver";

    private static final List<String> USUAL = List.of(
            "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/lib/wsl/lib");

    static DriverSearch ofThisMachine() {
        List<Path> folders = new ArrayList<>();
        add(folders, System.getProperty(FOLDER_PROPERTY));
        String libraryPath = System.getenv("LD_LIBRARY_PATH");
        if (libraryPath != null) {
            for (String folder : libraryPath.split(File.pathSeparator, -1)) {
                add(folders, folder);
            }
        }
        USUAL.forEach(folder -> add(folders, folder));
        return new DriverSearch(System.getProperty("os.name"), List.copyOf(folders));
    }

    private static void add(List<Path> folders, String folder) {
        if (folder != null && !folder.isBlank()) {
            try {
                folders.add(Path.of(folder));
            } catch (InvalidPathException e) {
                // An entry that is no path cannot hold the driver.
                return;
            }
        }
    }

    private boolean windows() {
        return operatingSystem.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private String fileName() {
        return windows() ? "nvcuda.dll" : "libcuda.so.1";
    }

    Optional<Path> find() {
        return folders.stream()
                .map(folder -> folder.resolve(fileName()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    String missing() {
        return fileName() + " not found (looked in "
                + String.join(", ", folders.stream().map(Path::toString).toList())
                + "); is the NVIDIA driver installed?";
    }
}
