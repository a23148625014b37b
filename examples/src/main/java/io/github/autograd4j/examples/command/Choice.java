package io.github.autograd4j.examples.command;

import io.github.autograd4j.examples.train.Architecture;
import io.github.autograd4j.examples.train.DigitSet;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads constants by the names that they show, and says which there are. */
final class Choice {
    private Choice() {}

    private static <E extends Enum<E>> E of(E[] all, String text) {
        for (E one : all) {
            if (one.toString().equals(text)) {
                return one;
            }
        }
        String names = Arrays.stream(all).map(Enum::toString).collect(Collectors.joining(", "));
        throw new TypeConversionException("there is no '" + text + "', only " + names);
    }

    /** For {@code --dataset}. */
    static final class OfDigitSet implements ITypeConverter<DigitSet> {
        @Override
        public DigitSet convert(String text) {
            return of(DigitSet.values(), text);
        }
    }

    /** For {@code --model}. */
    static final class OfArchitecture implements ITypeConverter<Architecture> {
        @Override
        public Architecture convert(String text) {
            return of(Architecture.values(), text);
        }
    }
}
