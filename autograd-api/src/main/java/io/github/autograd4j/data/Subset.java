package io.github.autograd4j.data;

import java.util.Objects;

/** Some samples of another data set. */
public final class Subset implements Dataset {
    private final Dataset whole;
    private final int[] indices;

    /**
     * Creates a data set.
     *
     * @param whole where the samples are
     * @param indices which samples, in their order here
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public Subset(Dataset whole, int... indices) {
        this.whole = whole;
        this.indices = indices.clone();
        for (int index : indices) {
            Objects.checkIndex(index, whole.size());
        }
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public Batch get(int... numbers) {
        return whole.get(translate(numbers));
    }

    @Override
    public Batch get(long epoch, int[] numbers) {
        return whole.get(epoch, translate(numbers));
    }

    private int[] translate(int[] numbers) {
        int[] translated = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            translated[i] = indices[Objects.checkIndex(numbers[i], indices.length)];
        }
        return translated;
    }
}
