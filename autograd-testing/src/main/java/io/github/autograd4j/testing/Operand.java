package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import java.util.SplittableRandom;

/**
 * What one operand of an operation may be.
 *
 * @param domain the values it takes
 * @param dtype its type, or null for the type of the sample
 * @param distinct whether no two elements may be equal or close, because ties are kinks
 */
record Operand(Domain domain, DType dtype, boolean distinct) {
    static final Operand ANY = new Operand(new Domain(-3, 3), null, false);

    /** Positions on an axis. */
    static Operand index(int size) {
        return new Operand(new Domain(0, size - 1), DType.INT64, false);
    }

    static Operand bool() {
        return new Operand(new Domain(0, 1), DType.BOOL, false);
    }

    Operand in(Domain newDomain) {
        return new Operand(newDomain, dtype, distinct);
    }

    Values sample(SplittableRandom random, DType sampleType, Shape shape) {
        DType type = dtype == null ? sampleType : dtype;
        double[] elements = new double[Math.toIntExact(shape.numel())];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = domain.sample(random, type);
        }
        if (distinct) {
            spread(random, type, elements);
        }
        return new Values(type, shape, elements);
    }

    /** Replaces the elements by a shuffled even spread over the domain; over the numbers from 0 for integers. */
    private void spread(SplittableRandom random, DType type, double[] elements) {
        double step = type.isFloating() ? (domain.high() - domain.low()) / elements.length : 1;
        double start = type.isFloating() ? domain.low() + step / 2 : 0;
        for (int i = 0; i < elements.length; i++) {
            int j = random.nextInt(i + 1);
            elements[i] = elements[j];
            elements[j] = type == DType.BOOL ? i % 2 : start + i * step;
        }
        for (int i = 0; type.isFloating() && i < elements.length; i++) {
            elements[i] = Rounding.toFloating(type, elements[i]);
        }
    }
}
