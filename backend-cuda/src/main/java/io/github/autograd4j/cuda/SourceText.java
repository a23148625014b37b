package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.kernel.KernelText;

/** A kernel's source in the making: the files of this backend and the lines that adapt them. */
final class SourceText {
    private final StringBuilder text = new StringBuilder(8192);

    /** The most axes that there can be. */
    static final int MOST = 16;

    /** The axes that a layout has room for, at least {@code rank}. */
    static int room(int rank) {
        return rank <= 4 && !FixedKernels.ONLY ? 4 : MOST;
    }

    /** An unsigned type of some size, for elements that are only moved. */
    static String bits(int bytes) {
        return switch (bytes) {
            case 1 -> "unsigned char";
            case 2 -> "unsigned short";
            case 4 -> "unsigned int";
            default -> "unsigned long long";
        };
    }

    SourceText define(String name, Object value) {
        return line("#define " + name + " " + value);
    }

    SourceText type(String name, String type) {
        return line("typedef " + type + " " + name + ";");
    }

    SourceText line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** What a layout of some operands needs, and the layout. */
    SourceText layout(boolean narrow, int room, int operands) {
        return type("Index", narrow ? "int" : "long long")
                .define("RANK", room)
                .define("OPERANDS", operands)
                .file("layout.cuh");
    }

    SourceText file(String name) {
        text.append(KernelText.of(name));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
