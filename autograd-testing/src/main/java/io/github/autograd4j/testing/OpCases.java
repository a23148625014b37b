package io.github.autograd4j.testing;

import java.util.ArrayList;
import java.util.List;

/** The op database: every operation that users can call, with its samples and its truth. */
public final class OpCases {
    private static final List<OpCase> ALL = collect();

    private OpCases() {}

    private static List<OpCase> collect() {
        List<OpCase> all = new ArrayList<>();
        all.addAll(FactoryCases.all());
        all.addAll(UnaryCases.all());
        all.addAll(BinaryCases.tensors());
        all.addAll(BinaryCases.scalars());
        all.addAll(ReductionCases.all());
        all.addAll(ShapeCases.views());
        all.addAll(ShapeCases.copies());
        all.addAll(IndexCases.indexing());
        all.addAll(IndexCases.ordering());
        all.addAll(ProductCases.all());
        all.addAll(ActivationCases.activations());
        all.addAll(ActivationCases.losses());
        all.addAll(ClassificationCases.all());
        all.addAll(LayerCases.convolutions());
        all.addAll(LayerCases.pools());
        all.addAll(LayerCases.others());
        all.addAll(RecurrenceCases.all());
        return List.copyOf(all);
    }

    /**
     * Returns the cases.
     *
     * @return all of them
     */
    public static List<OpCase> all() {
        return ALL;
    }
}
