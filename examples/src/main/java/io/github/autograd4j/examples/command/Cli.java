package io.github.autograd4j.examples.command;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command line and turns what goes wrong into one line and an exit code. */
public final class Cli {
    /** The exit code where a device, a file or the data is at fault, or a check failed. */
    public static final int FAILED = 1;

    /** The exit code where the command line is at fault. */
    public static final int USAGE = 2;

    private Cli() {}

    /**
     * Runs a command line.
     *
     * @param out where results go
     * @param err where errors go
     * @param args the command line
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        RootCommand root = new RootCommand();
        CommandLine line = new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, ignored) -> misused(err, root, e))
                .setExecutionExceptionHandler((e, command, ignored) -> failed(err, root, command, e));
        try {
            return line.execute(args);
        } catch (Error e) {
            // Out of memory, or classes that do not fit together: no handler above sees these.
            return failed(err, root, line, e);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static int misused(PrintWriter err, RootCommand root, ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println(name + ": " + ErrorText.oneLine(message(e)) + " (" + name + " --help shows what is possible)");
        trace(err, root, e);
        return USAGE;
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage();
        }
        String argument = unmatched.getUnmatched().get(0);
        boolean command = !e.getCommandLine().getSubcommands().isEmpty();
        String kind = argument.startsWith("-") ? "option" : command ? "command" : "argument";
        List<String> similar = unmatched.getSuggestions();
        String hint = similar.isEmpty() ? "" : "; did you mean " + similar.get(0) + "?";
        return "unknown " + kind + " '" + argument + "'" + hint;
    }

    private static int failed(PrintWriter err, RootCommand root, CommandLine command, Throwable e) {
        err.println(command.getCommandSpec().qualifiedName() + ": " + ErrorText.of(e));
        trace(err, root, e);
        return FAILED;
    }

    private static void trace(PrintWriter err, RootCommand root, Throwable e) {
        if (root.isVerbose()) {
            e.printStackTrace(err);
        }
    }
}
