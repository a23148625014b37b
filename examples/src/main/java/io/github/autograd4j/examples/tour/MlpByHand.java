package io.github.autograd4j.examples.tour;

/** Back-propagation of a tanh perceptron and the mean squared error, in loops: the closed form of {@link PerceptronMlp}. */
final class MlpByHand {
    private MlpByHand() {}

    /**
     * The gradients of the loss.
     *
     * @param widths of the layers, the input first
     * @param weights of each layer the matrix [in, out], row by row, then the biases
     * @param x the inputs, a row for each sample
     * @param labels one for each sample; the last width is 1
     * @return a gradient for each of the weights
     */
    static double[][] gradients(long[] widths, double[][] weights, double[] x, double[] labels) {
        double[][] gradients = new double[weights.length][];
        for (int i = 0; i < weights.length; i++) {
            gradients[i] = new double[weights[i].length];
        }
        for (int sample = 0; sample < labels.length; sample++) {
            double[][] y = new double[widths.length][];
            y[0] = java.util.Arrays.copyOfRange(x, sample * (int) widths[0], (sample + 1) * (int) widths[0]);
            for (int layer = 1; layer < widths.length; layer++) {
                y[layer] = forward(y[layer - 1], weights[2 * layer - 2], weights[2 * layer - 1]);
            }
            double[] dy = {2 * (y[widths.length - 1][0] - labels[sample]) / labels.length};
            for (int layer = widths.length - 1; layer > 0; layer--) {
                dy = backward(
                        y[layer - 1],
                        y[layer],
                        dy,
                        weights[2 * layer - 2],
                        gradients[2 * layer - 2],
                        gradients[2 * layer - 1]);
            }
        }
        return gradients;
    }

    private static double[] forward(double[] x, double[] matrix, double[] biases) {
        double[] y = biases.clone();
        for (int out = 0; out < y.length; out++) {
            for (int in = 0; in < x.length; in++) {
                y[out] += x[in] * matrix[in * y.length + out];
            }
            y[out] = Math.tanh(y[out]);
        }
        return y;
    }

    /** Adds to the gradients of a layer and returns that of its inputs. */
    private static double[] backward(
            double[] x, double[] y, double[] dy, double[] matrix, double[] dMatrix, double[] dBiases) {
        double[] dx = new double[x.length];
        for (int out = 0; out < y.length; out++) {
            double dz = dy[out] * (1 - y[out] * y[out]);
            dBiases[out] += dz;
            for (int in = 0; in < x.length; in++) {
                dMatrix[in * y.length + out] += dz * x[in];
                dx[in] += dz * matrix[in * y.length + out];
            }
        }
        return dx;
    }
}
