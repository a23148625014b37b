package io.github.autograd4j.examples.digits;

import java.util.Arrays;

/** One way to write a digit: its strokes, and which of their points are the same one. */
final class Glyph {
    private final Stroke[] strokes;

    Glyph(Stroke... strokes) {
        this.strokes = strokes.clone();
    }

    /**
     * The strokes as an unsteady hand makes them: each point is off by about {@code amount}. Points with the same
     * coordinates move together, so that strokes that were joined stay joined.
     */
    Stroke[] jittered(SplitMix64 random, double amount) {
        Stroke[] moved = new Stroke[strokes.length];
        for (int s = 0; s < strokes.length; s++) {
            double[] to = new double[strokes[s].points().length];
            moved[s] = new Stroke(to, strokes[s].smooth());
            for (int i = 0; i < to.length; i += 2) {
                if (!copyTwin(moved, s, i)) {
                    to[i] = strokes[s].points()[i] + amount * random.bell();
                    to[i + 1] = strokes[s].points()[i + 1] + amount * random.bell();
                }
            }
        }
        return moved;
    }

    private boolean copyTwin(Stroke[] moved, int stroke, int point) {
        double x = strokes[stroke].points()[point];
        double y = strokes[stroke].points()[point + 1];
        for (int s = 0; s <= stroke; s++) {
            double[] from = strokes[s].points();
            int end = s < stroke ? from.length : point;
            for (int i = 0; i < end; i += 2) {
                if (from[i] == x && from[i + 1] == y) {
                    moved[stroke].points()[point] = moved[s].points()[i];
                    moved[stroke].points()[point + 1] = moved[s].points()[i + 1];
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return Arrays.toString(strokes);
    }
}
