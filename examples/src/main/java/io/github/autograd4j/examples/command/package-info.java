/**
 * The subcommands of {@code autograd}: they read options, call the programs of the other packages and print. What goes
 * wrong is one line on the error stream; the exit code is 2 where the command line is wrong, else 1.
 */
package io.github.autograd4j.examples.command;
