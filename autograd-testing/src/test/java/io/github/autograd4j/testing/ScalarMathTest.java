package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.op.ScalarOp;
import org.junit.jupiter.api.Test;

class ScalarMathTest {
    @Test
    void erfAgreesWithTables() {
        double[][] table = {
            {0, 0},
            {1e-20, 1.1283791670955127e-20},
            {0.1, 0.1124629160182849},
            {0.5, 0.5204998778130465},
            {1, 0.8427007929497149},
            {2, 0.9953222650189527},
            {2.49, 0.9995707121322661},
            {2.5, 0.999593047982555},
            {3, 0.9999779095030014},
            {5, 0.9999999999984626},
            {7, 1}
        };
        for (double[] row : table) {
            assertThat(ScalarMath.erf(row[0])).isCloseTo(row[1], within(2 * Math.ulp(row[1])));
            assertThat(ScalarMath.erf(-row[0])).isEqualTo(-ScalarMath.erf(row[0]));
        }
        assertThat(ScalarMath.erf(Double.NaN)).isNaN();
        assertThat(ScalarMath.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    }

    @Test
    void divisionFollowsTheDivisorsSign() {
        assertThat(ScalarMath.binary(ScalarOp.FLOOR_DIV, -7.0, 2.0)).isEqualTo(-4);
        assertThat(ScalarMath.binary(ScalarOp.REMAINDER, -7.0, 2.0)).isEqualTo(1);
        assertThat(ScalarMath.binary(ScalarOp.FLOOR_DIV, -1.0, Double.POSITIVE_INFINITY))
                .isEqualTo(-1);
        assertThat(ScalarMath.binary(ScalarOp.FLOOR_DIV, 1.0, 0.0)).isInfinite();
        assertThat(ScalarMath.binary(ScalarOp.FLOOR_DIV, 1.0, 0.1)).isEqualTo(9);
        assertThat(ScalarMath.binary(ScalarOp.FLOOR_DIV, -7L, 2L)).isEqualTo(-4);
        assertThat(ScalarMath.binary(ScalarOp.REMAINDER, 7L, -2L)).isEqualTo(-1);
    }

    @Test
    void powersAreThoseOfC() {
        assertThat(ScalarMath.binary(ScalarOp.POW, 1.0, Double.NaN)).isEqualTo(1);
        assertThat(ScalarMath.binary(ScalarOp.POW, Double.NaN, 0.0)).isEqualTo(1);
        assertThat(ScalarMath.binary(ScalarOp.POW, -1.0, Double.NEGATIVE_INFINITY))
                .isEqualTo(1);
        assertThat(ScalarMath.binary(ScalarOp.POW, -3L, 3L)).isEqualTo(-27);
        assertThat(ScalarMath.binary(ScalarOp.POW, 3L, 0L)).isEqualTo(1);
    }
}
