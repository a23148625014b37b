package io.github.autograd4j;

import java.util.List;

/** A step of the recorded graph, as users see it: what made a tensor that has gradients. */
public interface GradFn {
    /**
     * Returns the name.
     *
     * @return the operation's with {@code Backward}, for example {@code MulBackward}; {@code AccumulateGrad} for a leaf
     */
    String name();

    /**
     * Returns what made the operands.
     *
     * @return the step of each operand in order; null where the operand needs no gradient
     */
    List<GradFn> inputs();
}
