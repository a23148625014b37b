package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What a recurrent layer does with one step of a sequence, element by element: the parts that the input and the previous
 * state contribute are one block of width h for each gate, in PyTorch's order; the state is h and, of an LSTM, c.
 */
public enum RecurrentCell {
    /** h = tanh(x + y), x being the input's part and y the hidden state's. */
    RNN_TANH(1, 1, 0, 0) {
        @Override
        Expr[] step(Expr[] input, Expr[] hidden, Expr[] before) {
            return new Expr[] {input[0].add(hidden[0]).apply(ScalarOp.TANH)};
        }

        @Override
        Expr[] gradient(Cotangents d, Expr[] kept, Expr[] before, Expr[] after) {
            return new Expr[] {d.hidden().mul(after[0].square().rsub(1))};
        }
    },

    /** h = max(0, x + y). */
    RNN_RELU(1, 1, 0, 0) {
        @Override
        Expr[] step(Expr[] input, Expr[] hidden, Expr[] before) {
            Expr sum = input[0].add(hidden[0]);
            return new Expr[] {sum.is(ScalarOp.LE, 0).select(sum.constant(0), sum)};
        }

        @Override
        Expr[] gradient(Cotangents d, Expr[] kept, Expr[] before, Expr[] after) {
            Expr g = d.hidden();
            return new Expr[] {after[0].is(ScalarOp.LE, 0).select(g.constant(0), g)};
        }
    },

    /**
     * c = f·c₋ + i·g and h = o·tanh c with the gates i, f, o = σ(x + y) and g = tanh(x + y), in the order i, f, g, o
     * (Hochreiter and Schmidhuber, 1997; Gers and others, 2000). The gates are kept.
     */
    LSTM(4, 2, 4, 1) {
        @Override
        Expr[] step(Expr[] input, Expr[] hidden, Expr[] before) {
            Expr i = sigmoid(input[0].add(hidden[0]));
            Expr f = sigmoid(input[1].add(hidden[1]));
            Expr g = input[2].add(hidden[2]).apply(ScalarOp.TANH);
            Expr o = sigmoid(input[3].add(hidden[3]));
            Expr c = f.mul(before[1]).add(i.mul(g));
            return new Expr[] {o.mul(c.apply(ScalarOp.TANH)), c, i, f, g, o};
        }

        @Override
        Expr[] gradient(Cotangents d, Expr[] kept, Expr[] before, Expr[] after) {
            Expr i = kept[0];
            Expr f = kept[1];
            Expr g = kept[2];
            Expr o = kept[3];
            Expr tanh = after[1].apply(ScalarOp.TANH);
            Expr ofC = d.hidden()
                    .mul(o)
                    .mul(tanh.square().rsub(1))
                    .add(d.states[1])
                    .add(d.carried[0]);
            return new Expr[] {
                throughSigmoid(d.ofKept(0, ofC.mul(g)), i),
                throughSigmoid(d.ofKept(1, ofC.mul(before[1])), f),
                d.ofKept(2, ofC.mul(i)).mul(g.square().rsub(1)),
                throughSigmoid(d.ofKept(3, d.hidden().mul(tanh)), o),
                ofC.mul(f)
            };
        }
    },

    /**
     * h = n + z·(h₋ − n) with r, z = σ(x + y) and n = tanh(x + r·y), in the order r, z, n (Cho and others, 2014, with the
     * reset after the product). Kept are r, z, n and the y of n.
     */
    GRU(3, 1, 4, 1) {
        @Override
        Expr[] step(Expr[] input, Expr[] hidden, Expr[] before) {
            Expr r = sigmoid(input[0].add(hidden[0]));
            Expr z = sigmoid(input[1].add(hidden[1]));
            Expr n = input[2].add(r.mul(hidden[2])).apply(ScalarOp.TANH);
            return new Expr[] {n.add(z.mul(before[0].sub(n))), r, z, n, hidden[2]};
        }

        @Override
        Expr[] gradient(Cotangents d, Expr[] kept, Expr[] before, Expr[] after) {
            Expr r = kept[0];
            Expr z = kept[1];
            Expr n = kept[2];
            Expr g = d.hidden().add(d.carried[0]);
            Expr candidate = d.ofKept(2, g.mul(z.rsub(1))).mul(n.square().rsub(1));
            Expr reset = throughSigmoid(d.ofKept(0, candidate.mul(kept[3])), r);
            Expr update = throughSigmoid(d.ofKept(1, g.mul(before[0].sub(n))), z);
            Expr product = d.ofKept(3, candidate.mul(r));
            return new Expr[] {reset, update, candidate, reset, update, product, g.mul(z)};
        }
    };

    /**
     * What a step gets from the steps after it and from outside.
     *
     * @param states the cotangents of the states
     * @param product what comes from the next step through the weights
     * @param carried what comes from the next step past the weights
     * @param kept the cotangents of what is kept, or none
     */
    record Cotangents(Expr[] states, Expr product, Expr[] carried, Expr[] kept) {
        Expr hidden() {
            return states[0].add(product);
        }

        Expr ofKept(int k, Expr d) {
            return kept.length == 0 ? d : d.add(kept[k]);
        }
    }

    private record Variant(DType type, boolean gradient, boolean biased, boolean keeps) {}

    private final int blocks;
    private final int states;
    private final int kept;
    private final int carried;
    private final ConcurrentMap<Variant, PointwiseProgram> programs = new ConcurrentHashMap<>();

    RecurrentCell(int blocks, int states, int kept, int carried) {
        this.blocks = blocks;
        this.states = states;
        this.kept = kept;
        this.carried = carried;
    }

    /** The new states, then what is kept. */
    abstract Expr[] step(Expr[] input, Expr[] hidden, Expr[] before);

    /** The gradients of the input's part, of the hidden state's if they are others, and what is carried on. */
    abstract Expr[] gradient(Cotangents d, Expr[] kept, Expr[] before, Expr[] after);

    private static Expr sigmoid(Expr x) {
        return x.apply(ScalarOp.SIGMOID);
    }

    private static Expr throughSigmoid(Expr g, Expr y) {
        return g.mul(y).mul(y.rsub(1));
    }

    /**
     * Returns the number of blocks of the weights.
     *
     * @return the number of gates
     */
    public int blocks() {
        return blocks;
    }

    /**
     * Returns the number of states.
     *
     * @return 2 for h and c, 1 for h alone
     */
    public int states() {
        return states;
    }

    /**
     * Returns the number of values that a step keeps for its gradient, beside the states.
     *
     * @return how many
     */
    public int kept() {
        return kept;
    }

    /**
     * Returns how many gradients go from a step to the one before it without passing the weights: of c, or of h that a
     * gate lets through.
     *
     * @return 1 or 0
     */
    public int carried() {
        return carried;
    }

    /**
     * Tells whether the gradient of the hidden state's part is another than that of the input's part.
     *
     * @return true where a gate stands between the two
     */
    public boolean resets() {
        return this == GRU;
    }

    /**
     * Tells whether what is carried is the gradient of h; else it is that of c.
     *
     * @return true where a gate lets h through
     */
    public boolean carriesHidden() {
        return this == GRU;
    }

    /**
     * Returns the program of a step. Inputs: the input's part of each block, the hidden state's part of each, perhaps a
     * bias to be added to that, the previous states. Outputs: the new states, and perhaps what is kept.
     *
     * @param type the type of all, a compute type
     * @param biased whether there is a bias
     * @param keeps whether the gradient will need what is kept
     * @return the program, always the same
     */
    public PointwiseProgram program(DType type, boolean biased, boolean keeps) {
        return programs.computeIfAbsent(new Variant(type, false, biased, keeps), this::make);
    }

    /**
     * Returns the program of a step's gradient. Inputs: the cotangents of the states, the gradient of the new h that
     * comes through the weights, what is carried, what was kept, the previous states, the new states, and perhaps the
     * cotangents of what was kept. Outputs: the gradients of the input's part of each block; if it {@link #resets}, of
     * the hidden state's part of each; and what is carried on.
     *
     * @param type the type of all, a compute type
     * @param second whether what was kept has cotangents, as in a second derivative
     * @return the program, always the same
     */
    public PointwiseProgram gradientProgram(DType type, boolean second) {
        return programs.computeIfAbsent(new Variant(type, true, false, second), this::make);
    }

    private PointwiseProgram make(Variant v) {
        int inputs =
                v.gradient ? 3 * states + 1 + carried + (v.keeps ? 2 : 1) * kept : (v.biased ? 3 : 2) * blocks + states;
        int outputs = v.gradient ? (resets() ? 2 : 1) * blocks + carried : states + (v.keeps ? kept : 0);
        return PointwiseProgram.of(
                title() + (v.gradient ? "StepGrad" : "Step"),
                v.type,
                Collections.nCopies(inputs, v.type),
                0,
                Collections.nCopies(outputs, v.type),
                (x, s) -> v.gradient ? gradient(x, v) : Arrays.copyOf(step(x, v), outputs));
    }

    private Expr[] step(Expr[] x, Variant v) {
        Expr[] hidden = Arrays.copyOfRange(x, blocks, 2 * blocks);
        for (int b = 0; v.biased && b < blocks; b++) {
            hidden[b] = hidden[b].add(x[2 * blocks + b]);
        }
        Expr[] before = Arrays.copyOfRange(x, x.length - states, x.length);
        return step(Arrays.copyOf(x, blocks), hidden, before);
    }

    private Expr[] gradient(Expr[] x, Variant v) {
        int toCarried = states + 1;
        int toKept = toCarried + carried;
        int toBefore = toKept + kept;
        int toAfter = toBefore + states;
        int toSecond = toAfter + states;
        Cotangents d = new Cotangents(
                Arrays.copyOf(x, states),
                x[states],
                Arrays.copyOfRange(x, toCarried, toKept),
                Arrays.copyOfRange(x, toSecond, x.length));
        return gradient(
                d,
                Arrays.copyOfRange(x, toKept, toBefore),
                Arrays.copyOfRange(x, toBefore, toAfter),
                Arrays.copyOfRange(x, toAfter, toSecond));
    }

    /** As users know the layer. */
    String title() {
        return name().replaceFirst("_.*", "").toLowerCase(Locale.ROOT);
    }
}
