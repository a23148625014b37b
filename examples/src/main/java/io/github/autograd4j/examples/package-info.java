/** Runnable programs and the command that starts them. */
package io.github.autograd4j.examples;
