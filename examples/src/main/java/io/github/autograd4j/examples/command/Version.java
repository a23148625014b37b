package io.github.autograd4j.examples.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/io/github/autograd4j/examples/build.properties")) {
            build.load(in);
        }
        String java = System.getProperty("java.version") + ", " + System.getProperty("java.vm.name");
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new String[] {"autograd " + build.getProperty("version") + " (Java " + java + ", " + system + ")"};
    }
}
