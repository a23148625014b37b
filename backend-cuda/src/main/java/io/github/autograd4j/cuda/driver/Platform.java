package io.github.autograd4j.cuda.driver;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The machine as the search for libraries sees it.
 *
 * @param root the folder that absolute paths begin at
 * @param properties the JVM's properties
 * @param environment the environment variables
 */
record Platform(Path root, Properties properties, Map<String, String> environment) {
    static Platform ofThisMachine() {
        return new Platform(Path.of("/"), System.getProperties(), System.getenv());
    }

    /** Returns why CUDA cannot be used here whatever is installed; null if it can. */
    String unsupported() {
        String system = properties.getProperty("os.name", "");
        String machine = properties.getProperty("os.arch", "");
        boolean linux = system.toLowerCase(Locale.ROOT).startsWith("linux");
        boolean x86 = machine.equals("amd64") || machine.equals("x86_64");
        return linux && x86 ? null : "it needs Linux on x86-64, this is " + system + " on " + machine;
    }

    String property(String name) {
        return properties.getProperty(name);
    }

    String variable(String name) {
        return environment.get(name);
    }

    /** Returns an absolute path under the root. */
    Path path(String absolute) {
        return root.resolve(absolute.startsWith("/") ? absolute.substring(1) : absolute);
    }
}
