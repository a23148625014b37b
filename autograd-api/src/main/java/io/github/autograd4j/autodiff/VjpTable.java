package io.github.autograd4j.autodiff;

import io.github.autograd4j.op.Op;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gradient rules, by class of operation; element-wise programs derive theirs ({@link PointwiseRule}).
 *
 * <p>The vocabulary of a row: {@code g} is the cotangent of the first result, with its spec; {@code c.in(i)} is a saved
 * operand and {@code c.out(k)} a saved result, which the row declares by {@code saving} and {@code savingOut}; {@code
 * c.shape()} is the shape of the operand in question. Laws: a rule is written in tensor operations, so it runs on the
 * tensors' device and can be differentiated again; it never undoes broadcasting or promotion, which happens once, in
 * {@link BackwardPass}; null means that there is no gradient. A kernel or view without a row cannot be recorded; a
 * composite without one records its decomposition.
 */
final class VjpTable {
    private static final Map<Class<?>, Rule> RULES = new ConcurrentHashMap<>();

    static {
        ViewVjps.define();
        ReduceVjps.define();
        MatMulVjps.define();
        IndexVjps.define();
        CompositeVjps.define();
    }

    private VjpTable() {}

    /** Defines a row: an entry for each operand, the last one for all further operands too. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <O extends Op> void def(Class<O> type, TableRule.Input<O>... operands) {
        RULES.put(type, new TableRule<>(type, 1, operands));
    }

    /** Defines a row of an operation of whose results several have gradients; any cotangent may be null then. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <O extends Op> void defMany(Class<O> type, int differentiable, TableRule.Input<O>... operands) {
        RULES.put(type, new TableRule<>(type, differentiable, operands));
    }

    /** Defines a rule that is not a row. */
    static void def(Class<? extends Op> type, Rule rule) {
        RULES.put(type, rule);
    }

    /** An operand with a gradient. */
    static <O extends Op> TableRule.Input<O> to(TableRule.Gradient<O> gradient) {
        return new TableRule.Input<>(new int[0], new int[0], gradient);
    }

    /** An operand without one, such as an index. */
    static <O extends Op> TableRule.Input<O> none() {
        return to((g, c) -> null);
    }

    /** An operand whose gradient is not defined: who asks for it is told so. */
    static <O extends Op> TableRule.Input<O> undefined() {
        return to(null);
    }

    static boolean hasRule(Op op) {
        return RULES.containsKey(op.getClass());
    }

    static Rule rule(Op op) {
        Rule rule = RULES.get(op.getClass());
        return rule != null ? rule : Undefined.INSTANCE;
    }
}
