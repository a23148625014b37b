package io.github.autograd4j.testing;

import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/** One call on two devices: run, compared, and the second device's results replaced by the first's. */
final class Comparison {
    /** What is called. */
    interface Call {
        /** Runs it on one of the devices. */
        void run(Side side, View[] inputs, View[] outputs);
    }

    /** Makes the bound, if it is needed. */
    interface BoundMaker {
        /**
         * Makes the bound.
         *
         * @param inputs mirrors of the operands as they were before the call
         * @param expected mirrors of the first device's results
         */
        Bound over(View[] inputs, View[] expected);
    }

    private final Side first;
    private final Side second;
    private final String name;
    private final View[] inputs;
    private final View[] outputs;
    private final Map<PairedBuffer, HostArray> before = new IdentityHashMap<>();

    Comparison(Side first, Side second, String name, View[] inputs, View... outputs) {
        this.first = first;
        this.second = second;
        this.name = name;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * Runs and compares.
     *
     * @param call what is run
     * @param ulps below how many units of its type a difference is allowed without asking the bound
     * @param factor what the differences allowed are multiplied by
     * @param maker makes the bound
     */
    void run(Call call, double ulps, double factor, BoundMaker maker) {
        for (View input : inputs) {
            for (View output : outputs) {
                if (input.buffer() == output.buffer()) {
                    before.computeIfAbsent((PairedBuffer) input.buffer(), first::read);
                }
            }
        }
        call.run(first, first.views(inputs), first.views(outputs));
        call.run(second, second.views(inputs), second.views(outputs));
        Map<PairedBuffer, HostArray> expected = new IdentityHashMap<>();
        Map<PairedBuffer, HostArray> actual = new IdentityHashMap<>();
        boolean same = true;
        for (View output : outputs) {
            PairedBuffer buffer = (PairedBuffer) output.buffer();
            same &= equal(expected.computeIfAbsent(buffer, first::read), actual.computeIfAbsent(buffer, second::read));
        }
        if (!same) {
            compare(mirrors(expected), mirrors(actual), ulps, factor, maker);
            expected.forEach((buffer, contents) -> second.write(contents, buffer));
        }
    }

    static boolean equal(HostArray a, HostArray b) {
        return Objects.deepEquals(a.array(), b.array());
    }

    /** The range of the array as an array of its own. */
    static HostArray part(HostArray a) {
        HostArray part = HostArray.allocate(a.dtype(), a.length());
        System.arraycopy(a.array(), a.offset(), part.array(), 0, a.length());
        return part;
    }

    private static Map<PairedBuffer, ReferenceBuffer> mirrors(Map<PairedBuffer, HostArray> contents) {
        Map<PairedBuffer, ReferenceBuffer> mirrors = new IdentityHashMap<>();
        contents.forEach((buffer, array) -> mirrors.put(buffer, Mirror.of(array)));
        return mirrors;
    }

    private static View[] views(Map<PairedBuffer, ReferenceBuffer> mirrors, View... like) {
        View[] views = new View[like.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = Mirror.view(mirrors.get((PairedBuffer) like[i].buffer()), like[i]);
        }
        return views;
    }

    private View[] operands() {
        for (View input : inputs) {
            before.computeIfAbsent((PairedBuffer) input.buffer(), first::read);
        }
        return views(mirrors(before), inputs);
    }

    private void compare(
            Map<PairedBuffer, ReferenceBuffer> expected,
            Map<PairedBuffer, ReferenceBuffer> actual,
            double ulps,
            double factor,
            BoundMaker maker) {
        View[] wanted = views(expected, outputs);
        View[] got = views(actual, outputs);
        Bound bound = null;
        for (int k = 0; k < outputs.length; k++) {
            Elements e = new Elements(wanted[k]);
            Elements a = new Elements(got[k]);
            for (long i = 0; i < outputs[k].numel(); i++) {
                if (!same(a, e, i)) {
                    double allowed = factor * Bound.cheap(e.dtype(), ulps, e.number(i));
                    if (!isWithin(a, e, i, allowed)) {
                        bound = bound == null ? maker.over(operands(), wanted) : bound;
                        allowed = factor * bound.allowed(k, i, a.number(i), e.number(i));
                        if (!isWithin(a, e, i, allowed)) {
                            throw disagreement(k, i, e.number(i), a.number(i), allowed);
                        }
                    }
                }
                a.setRaw(i, e.raw(i));
            }
        }
        expected.forEach((buffer, mirror) -> {
            if (!Arrays.equals(mirror.elements(), actual.get(buffer).elements())) {
                throw new Disagreement(
                        "crossCheck: " + name + operandText() + ": " + second.device()
                                + " changes memory beside its results, or " + first.device() + " does",
                        name);
            }
        });
    }

    private static boolean same(Elements a, Elements e, long i) {
        boolean floating = e.dtype().isFloating();
        return a.raw(i) == e.raw(i)
                || floating && (a.real(i) == e.real(i) || Double.isNaN(a.real(i)) && Double.isNaN(e.real(i)));
    }

    private static boolean isWithin(Elements a, Elements e, long i, double allowed) {
        return allowed > 0 && Math.abs(a.number(i) - e.number(i)) <= allowed;
    }

    private Disagreement disagreement(int output, long element, double expected, double actual, double allowed) {
        long[] index = Arrays.stream(Values.index(outputs[output].shape(), Math.toIntExact(element)))
                .asLongStream()
                .toArray();
        String message = String.format(
                "crossCheck: %s%s: result %d of %s differs at %s: %s on %s, %s on %s (difference %.3g, allowed %.3g)",
                name,
                operandText(),
                output,
                outputs[output].describe(),
                Arrays.toString(index),
                expected,
                first.device(),
                actual,
                second.device(),
                Math.abs(actual - expected),
                allowed);
        return new Disagreement(message, name, index, expected, actual, allowed);
    }

    private String operandText() {
        StringBuilder text = new StringBuilder();
        for (View input : inputs) {
            text.append(text.length() == 0 ? " of " : ", ").append(input);
        }
        return text.toString();
    }
}
