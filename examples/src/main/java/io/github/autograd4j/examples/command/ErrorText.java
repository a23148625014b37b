package io.github.autograd4j.examples.command;

import io.github.autograd4j.AutogradException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a user is told of an exception: one line, without the name of a class where the message speaks for itself. */
final class ErrorText {
    private ErrorText() {}

    static String of(Throwable e) {
        if (e instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + reason(file);
        }
        if (e instanceof OutOfMemoryError) {
            return "out of memory: " + e.getMessage() + "; set AUTOGRAD_JAVA_OPTS=-Xmx… to give more";
        }
        boolean expected = e instanceof AutogradException || e instanceof IOException;
        if (expected && e.getMessage() != null) {
            return oneLine(e.getMessage());
        }
        return "internal error: " + oneLine(e.toString()) + " (--verbose shows where)";
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of this name exists";
        }
        return e.getClass().getSimpleName();
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
