package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gradient checks of a case of the op database found on a device: {@link GradCheck} on every float64 sample.
 *
 * @param title of the case, with its arguments
 * @param first how many samples had their first derivatives checked
 * @param second how many samples had their second derivatives checked
 * @param failures what was wrong, with the sample; empty if nothing
 */
public record GradientReport(String title, int first, int second, List<String> failures) {
    /**
     * Copies the list.
     *
     * @param title the name and arguments
     * @param first how many samples
     * @param second how many samples, to the second order
     * @param failures what was wrong
     */
    public GradientReport {
        failures = List.copyOf(failures);
    }

    /**
     * Checks a case.
     *
     * @param op the case
     * @param device where to compute
     * @return what was found; no checks if the operation has no derivatives in float64
     */
    public static GradientReport of(OpCase op, Device device) {
        List<String> failures = new ArrayList<>();
        int first = 0;
        int second = 0;
        boolean smooth =
                op.orders() > 0 && op.dtypes().contains(DType.FLOAT64) && op.resultType(DType.FLOAT64) == DType.FLOAT64;
        if (smooth) {
            for (OpCase.Sample sample : op.samples(DType.FLOAT64)) {
                first++;
                check(sample, device, failures, x -> GradCheck.gradcheck(op::call, x));
                if (op.orders() > 1) {
                    second++;
                    check(sample, device, failures, x -> GradCheck.gradgradcheck(op::call, x));
                }
            }
        }
        return new GradientReport(op.title(), first, second, failures);
    }

    private interface Check {
        void run(Tensor... leaves);
    }

    @SuppressWarnings("try") // only closes what was made
    private static void check(OpCase.Sample sample, Device device, List<String> failures, Check check) {
        try (Scope ignored = Scope.open()) {
            Tensor[] leaves = new Tensor[sample.operands().length];
            for (int i = 0; i < leaves.length; i++) {
                leaves[i] = sample.operands()[i].on(device);
                if (leaves[i].dtype().isFloating()) {
                    leaves[i].requiresGrad(true);
                }
            }
            check.run(leaves);
        } catch (AssertionError | RuntimeException e) {
            failures.add(sample.shapes() + ": " + e.getMessage());
        }
    }
}
