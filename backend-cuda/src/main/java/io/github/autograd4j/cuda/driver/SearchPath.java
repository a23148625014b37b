package io.github.autograd4j.cuda.driver;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folders in which libraries of NVIDIA may lie on a machine, existing ones only, the first to look in first. */
final class SearchPath {
    /** Folders to look in before all others, separated as in a class path. */
    static final String PROPERTY = "autograd.cuda.libraries";

    private static final List<String> IN_TOOLKIT = List.of("lib64", "lib", "targets/x86_64-linux/lib");

    private static final List<String> USUAL = List.of(
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/usr/lib/wsl/lib",
            "/usr/local/nvidia/lib64",
            "/usr/local/nvidia/lib",
            "/usr/local/lib");

    /** Where Pythons keep their packages; {@code *} stands for any name. */
    private static final List<String> PACKAGES = List.of(
            "/usr/local/lib/python3*/dist-packages",
            "/usr/local/lib/python3*/site-packages",
            "/usr/lib/python3*/dist-packages",
            "/usr/lib/python3*/site-packages",
            "/opt/conda/lib/python3*/site-packages",
            "/opt/venv/lib/python3*/site-packages");

    private static final int MAX_LINKS = 8;

    private final Platform platform;
    /** By what they are apart from links. */
    private final Map<Path, Path> folders = new LinkedHashMap<>();

    private SearchPath(Platform platform) {
        this.platform = platform;
    }

    static List<Path> of(Platform platform) {
        SearchPath path = new SearchPath(platform);
        path.addList(platform.property(PROPERTY));
        path.addToolkit(platform.variable("CUDA_PATH"));
        path.addToolkit(platform.variable("CUDA_HOME"));
        path.addList(platform.variable("LD_LIBRARY_PATH"));
        LoaderCache.foldersOf(platform.path("/etc/ld.so.cache"), List.of("libcuda.so", "libcublas", "libnvrtc"))
                .forEach(path::addHere);
        path.addMatches(platform.path("/usr/local"), "cuda");
        path.addMatches(platform.path("/usr/local"), "cuda-*");
        path.addMatches(platform.path("/opt"), "cuda*");
        USUAL.forEach(path::addHere);
        path.addPythons();
        return List.copyOf(path.folders.values());
    }

    private void addHere(String absolute) {
        add(platform.path(absolute));
    }

    private void add(Path folder) {
        try {
            // Toolkits have libraries without contents there, to link against.
            if (Files.isDirectory(folder) && !folder.endsWith("stubs")) {
                folders.putIfAbsent(folder.toRealPath(), folder);
            }
        } catch (IOException e) {
            // Gone in the meantime.
            return;
        }
    }

    private void addList(String list) {
        if (list != null) {
            for (String folder : list.split(File.pathSeparator, -1)) {
                if (!folder.isBlank()) {
                    add(parse(folder));
                }
            }
        }
    }

    private void addToolkit(String toolkit) {
        if (toolkit != null && !toolkit.isBlank()) {
            Path folder = parse(toolkit);
            IN_TOOLKIT.forEach(lib -> add(folder.resolve(lib)));
        }
    }

    /** Toolkits beside each other, the newest first. */
    private void addMatches(Path parent, String pattern) {
        matches(parent, pattern).forEach(toolkit -> IN_TOOLKIT.forEach(lib -> add(toolkit.resolve(lib))));
    }

    private void addPythons() {
        addPython(platform.variable("VIRTUAL_ENV"));
        addPython(platform.variable("CONDA_PREFIX"));
        addPythonsOnPath();
        String home = platform.variable("HOME");
        if (home != null && !home.isBlank()) {
            Path user = parse(home);
            addPackages(user.resolve(".local/lib"), "python3*/site-packages");
            addPackages(user.resolve(".pyenv/versions"), "*/lib/python3*/site-packages");
        }
        for (String packages : PACKAGES) {
            int star = packages.lastIndexOf('/', packages.indexOf('*'));
            addPackages(platform.path(packages.substring(0, star)), packages.substring(star + 1));
        }
    }

    /** What runs as python3 may be of an environment that no variable names: each link on the way may lie in one. */
    private void addPythonsOnPath() {
        String path = platform.variable("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator, -1)) {
            Path python = parse(folder).resolve("python3");
            for (int links = 0; links < MAX_LINKS && Files.isRegularFile(python); links++) {
                Path environment =
                        python.toAbsolutePath().normalize().getParent().getParent();
                addPackages(environment == null ? python : environment.resolve("lib"), "python3*/site-packages");
                python = target(python);
            }
        }
    }

    /** Returns what a link points to; of any other file, one that does not exist. */
    private static Path target(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException | UnsupportedOperationException e) {
            return link.resolve("none");
        }
    }

    private void addPython(String environment) {
        if (environment != null && !environment.isBlank()) {
            Path folder = parse(environment);
            add(folder.resolve("lib"));
            addPackages(folder.resolve("lib"), "python3*/site-packages");
        }
    }

    /** Wheels of CUDA 12 have a folder for each library, those of CUDA 13 one for all. */
    private void addPackages(Path parent, String pattern) {
        for (Path packages : matches(parent, pattern)) {
            matches(packages, "nvidia/*/lib").forEach(this::add);
        }
    }

    /** Returns what a pattern with a star per folder name finds; newer versions, by name, first. */
    private static List<Path> matches(Path parent, String pattern) {
        int slash = pattern.indexOf('/');
        String first = slash < 0 ? pattern : pattern.substring(0, slash);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, first)) {
            entries.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            // A folder that is not there, or not for us, has nothing.
            return List.of();
        }
        found.sort(Collections.reverseOrder());
        return slash < 0
                ? found
                : found.stream()
                        .flatMap(folder -> matches(folder, pattern.substring(slash + 1)).stream())
                        .toList();
    }

    /** An entry that is no path cannot hold anything. */
    private static Path parse(String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            return Path.of("/nonexistent");
        }
    }
}
