package io.github.autograd4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Data sets made of others. */
public final class Datasets {
    private Datasets() {}

    /**
     * Splits at random into two.
     *
     * @param whole the samples
     * @param fraction the part that the first one gets, rounded down to whole samples, from 0 to 1
     * @param seed decides who goes where
     * @return two data sets without a common sample
     */
    public static List<Dataset> split(Dataset whole, double fraction, long seed) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("split: expected a fraction from 0 to 1, got " + fraction);
        }
        int first = (int) Math.floor(fraction * whole.size());
        return split(whole, new int[] {first, whole.size() - first}, seed);
    }

    /**
     * Splits at random.
     *
     * @param whole the samples
     * @param sizes the number of samples of each part; together all
     * @param seed decides who goes where
     * @return data sets without a common sample
     */
    public static List<Dataset> split(Dataset whole, int[] sizes, long seed) {
        long sum = 0;
        for (int size : sizes) {
            sum += size;
            if (size < 0) {
                sum = -1;
                break;
            }
        }
        if (sum != whole.size()) {
            throw new IllegalArgumentException("split: the sizes " + Arrays.toString(sizes) + " do not add up to the "
                    + whole.size() + " samples");
        }
        int[] order = Shuffle.permutation(whole.size(), Shuffle.random(seed));
        List<Dataset> parts = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            parts.add(new Subset(whole, Arrays.copyOfRange(order, start, start + size)));
            start += size;
        }
        return List.copyOf(parts);
    }
}
