package io.github.autograd4j.examples.text;

import java.io.Console;
import java.nio.charset.Charset;

/** What the terminal can show. */
public final class Terminal {
    private Terminal() {}

    /** The charset in which {@link System#out} writes. */
    public static Charset charset() {
        // JDK 18 and newer state it; 17 has it under the internal name, and only when the output is a console
        for (String property : new String[] {"stdout.encoding", "sun.stdout.encoding"}) {
            String name = System.getProperty(property, "");
            try {
                if (!name.isEmpty()) {
                    return Charset.forName(name);
                }
            } catch (IllegalArgumentException unknown) {
                // a code page that this JDK lacks: it writes in the default charset then
            }
        }
        return Charset.defaultCharset();
    }

    /** Whether somebody watches: neither input nor output is a file or a pipe. */
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // JDK 22 and newer have a console even without a terminal, and say so
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }

    /** Whether a charset has all characters of a text. */
    public static boolean canShow(Charset charset, String text) {
        return charset.canEncode() && charset.newEncoder().canEncode(text);
    }
}
