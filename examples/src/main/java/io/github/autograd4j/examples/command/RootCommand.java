package io.github.autograd4j.examples.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code autograd} itself: shows what there is. */
@Command(
        name = "autograd",
        description = "Automatic differentiation on the JVM: trains, explains and checks itself.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            TrainCommand.class,
            PredictCommand.class,
            TourCommand.class,
            DevicesCommand.class,
            GradcheckCommand.class,
            EquivalenceCommand.class,
            BenchCommand.class
        },
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it worked", "1:a device, a file or the data is at fault", "2:the command line is at fault"},
        scope = ScopeType.INHERIT)
final class RootCommand implements Runnable {
    /** Read by the configuration of the log. */
    private static final String LEVEL_PROPERTY = "autograd.log";

    @Spec
    private CommandSpec spec;

    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Show what the library logs, and stack traces of errors.")
    private void verbose(boolean on) {
        verbose |= on;
        if (on) {
            System.setProperty(LEVEL_PROPERTY, "INFO");
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
