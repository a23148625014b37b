package io.github.autograd4j.examples;

import io.github.autograd4j.examples.command.Cli;
import java.io.PrintWriter;

/** The {@code autograd} command. */
public final class Main {
    private Main() {}

    /**
     * Runs a subcommand and ends the JVM: 0 means success, 1 that something failed, 2 that the command line is wrong.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(Cli.run(out, err, args));
    }
}
