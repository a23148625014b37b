package io.github.autograd4j.testing;

import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layouts of the operands of one call.
 *
 * @param suffix what a test's name gets to say so
 * @param layouts a layout for each operand
 */
record Placement(String suffix, Layout... layouts) {
    /** All contiguous; each operand alone in each other layout that suits it; and all in one layout. */
    static List<Placement> of(Values... operands) {
        int n = operands.length;
        List<Placement> all = new ArrayList<>();
        Layout[] plain = new Layout[n];
        Arrays.fill(plain, Layout.CONTIGUOUS);
        all.add(new Placement("", plain));
        for (Layout layout : Layout.values()) {
            if (layout == Layout.CONTIGUOUS) {
                continue;
            }
            Layout[] together = plain.clone();
            int suited = 0;
            for (int i = 0; i < n; i++) {
                if (layout.suits(operands[i].shape())) {
                    together[i] = layout;
                    suited++;
                    if (n > 1) {
                        Layout[] alone = plain.clone();
                        alone[i] = layout;
                        all.add(new Placement("/" + operand(i, n) + "-" + layout, alone));
                    }
                }
            }
            if (suited > 1 || suited == 1 && n == 1) {
                all.add(new Placement("/" + layout, together));
            }
        }
        return all;
    }

    /** Whether all operands that can be in the layout are. */
    boolean isUniform() {
        return !suffix.contains("-");
    }

    private static String operand(int i, int n) {
        return n == 2 ? (i == 0 ? "lhs" : "rhs") : "operand" + i;
    }

    Values[] adapt(Values... x) {
        Values[] adapted = new Values[x.length];
        for (int i = 0; i < x.length; i++) {
            adapted[i] = layouts[i].adapt(x[i]);
        }
        return adapted;
    }

    Tensor[] place(Values[] x, Device device) {
        Tensor[] placed = new Tensor[x.length];
        for (int i = 0; i < x.length; i++) {
            placed[i] = layouts[i].place(x[i], device);
        }
        return placed;
    }
}
