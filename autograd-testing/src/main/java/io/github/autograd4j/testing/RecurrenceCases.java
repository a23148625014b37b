package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrentCell;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Recurrent layers over whole sequences. */
final class RecurrenceCases {
    static final Set<DType> TYPES = EnumSet.of(DType.FLOAT32, DType.FLOAT64);

    private RecurrenceCases() {}

    static List<OpCase> all() {
        return List.of(
                of("rnn(tanh)", RecurrentCell.RNN_TANH, false, "[3,2,2][2,2][2,2][2]"),
                of("rnn(relu, reverse, no bias)", RecurrentCell.RNN_RELU, true, "[2,1,2][2,2][1,2]"),
                of("lstm", RecurrentCell.LSTM, false, "[2,1,8][8,2][1,2][1,2][8]", "[1,1,4][4,1][1,1][1,1][4]"),
                of("lstm(reverse, no bias)", RecurrentCell.LSTM, true, "[2,2,4][4,1][2,1][2,1]"),
                of("gru", RecurrentCell.GRU, false, "[2,1,6][6,2][1,2][6]"),
                of("gru(reverse, no bias)", RecurrentCell.GRU, true, "[2,2,3][3,1][2,1]"));
    }

    /** An operation with all of its results. */
    static OpCase of(String title, RecurrentCell cell, boolean reverse, String... shapes) {
        Recurrence op = new Recurrence(cell, reverse, true);
        int operands = (int) shapes[0].chars().filter(c -> c == '[').count();
        // With weights as large as other operands, steps would magnify rounding errors.
        return OpCase.of(title, operands, op::apply, shapes)
                .domainOf(1, -0.25, 0.25)
                .dtypes(TYPES)
                .as(OpClass.COMPOSITE)
                .oracles((x, result) -> truth(op, x));
    }

    private static Values[] truth(Recurrence op, Values... x) {
        int steps = (int) x[0].shape().dim(0);
        int batch = (int) x[0].shape().dim(1);
        int width = (int) x[1].shape().dim(1);
        double[][][][] results = new double[op.results()][steps][batch][width];
        for (int row = 0; row < batch; row++) {
            double[][] states = new double[op.cell().states()][width];
            for (int s = 0; s < states.length; s++) {
                for (int j = 0; j < width; j++) {
                    states[s][j] = x[2 + s].at(row, j);
                }
            }
            for (int step = 0; step < steps; step++) {
                int t = op.position(step, steps);
                double[][] made = new double[width][];
                for (int j = 0; j < width; j++) {
                    made[j] = step(op, x, t, row, j, states);
                }
                for (int j = 0; j < width; j++) {
                    for (int k = 0; k < results.length; k++) {
                        results[k][t][row][j] = made[j][k];
                    }
                    for (int s = 0; s < states.length; s++) {
                        states[s][j] = made[j][s];
                    }
                }
            }
        }
        Shape shape = Shape.of(steps, batch, width);
        return Stream.of(results)
                .map(r -> Values.generate(x[0].dtype(), shape, i -> r[i[0]][i[1]][i[2]]))
                .toArray(Values[]::new);
    }

    /** The states of one unit after a step, and what is kept of it. */
    private static double[] step(Recurrence op, Values[] x, int t, int row, int unit, double[]... states) {
        int width = states[0].length;
        double[] in = new double[op.cell().blocks()];
        double[] y = new double[in.length];
        for (int b = 0; b < in.length; b++) {
            int line = b * width + unit;
            in[b] = x[0].at(t, row, line);
            y[b] = op.isBiased(x.length) ? x[x.length - 1].at(line) : 0;
            for (int i = 0; i < width; i++) {
                y[b] += x[1].at(line, i) * states[0][i];
            }
        }
        return switch (op.cell()) {
            case RNN_TANH -> new double[] {Math.tanh(in[0] + y[0])};
            case RNN_RELU -> new double[] {Math.max(0, in[0] + y[0])};
            case LSTM -> {
                double i = sigmoid(in[0] + y[0]);
                double f = sigmoid(in[1] + y[1]);
                double g = Math.tanh(in[2] + y[2]);
                double o = sigmoid(in[3] + y[3]);
                double c = f * states[1][unit] + i * g;
                yield new double[] {o * Math.tanh(c), c, i, f, g, o};
            }
            case GRU -> {
                double r = sigmoid(in[0] + y[0]);
                double z = sigmoid(in[1] + y[1]);
                double n = Math.tanh(in[2] + r * y[2]);
                yield new double[] {(1 - z) * n + z * states[0][unit], r, z, n, y[2]};
            }
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
