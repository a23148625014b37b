package io.github.autograd4j.nn;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Values as PyTorch prints them. */
final class Repr {
    private Repr() {}

    static String flag(boolean value) {
        return value ? "True" : "False";
    }

    /** The shortest digits that give the number back: 0.1, 1e-05, 3.0. */
    static String number(double value) {
        String text = Double.toString(value);
        int e = text.indexOf('E');
        if (e < 0) {
            return text;
        }
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e16) {
            String plain = new BigDecimal(text).stripTrailingZeros().toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String mantissa = text.substring(0, e);
        int exponent = Integer.parseInt(text.substring(e + 1));
        return (mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa)
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    static String tuple(List<? extends Number> values) {
        String inner = values.stream().map(Object::toString).collect(Collectors.joining(", "));
        return "(" + inner + (values.size() == 1 ? ",)" : ")");
    }
}
