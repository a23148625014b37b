package io.github.autograd4j;

import java.util.Arrays;
import java.util.stream.LongStream;

/** How the elements of one printed tensor look: all as texts of one width where they fit it. */
final class ElementFormat {
    private final String[] texts;
    private final int width;

    private ElementFormat(String[] texts, int width) {
        this.texts = texts;
        this.width = width;
    }

    static ElementFormat of(Tensor tensor) {
        if (tensor.dtype().isFloating()) {
            double[] values = tensor.toDoubleArray();
            FloatStyle style = FloatStyle.of(values);
            return new ElementFormat(
                    Arrays.stream(values).mapToObj(style::text).toArray(String[]::new), style.width(values));
        }
        boolean flags = tensor.dtype() == DType.BOOL;
        String[] texts = LongStream.of(tensor.toLongArray())
                .mapToObj(v -> flags ? Boolean.toString(v != 0) : Long.toString(v))
                .toArray(String[]::new);
        return new ElementFormat(
                texts, Arrays.stream(texts).mapToInt(String::length).max().orElse(1));
    }

    int width() {
        return width;
    }

    String text(int index) {
        String text = texts[index];
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
