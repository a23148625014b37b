package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.HalfFloats;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {
    @Test
    void everyFloat16SurvivesARoundTrip() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloats.fromFloat16((short) bits);
            short back = HalfFloats.toFloat16(value);
            if (Float.isNaN(value)) {
                assertThat(HalfFloats.fromFloat16(back)).isNaN();
            } else {
                assertThat(back).isEqualTo((short) bits);
                assertThat((double) value).isEqualTo(Rounding.toFloating(DType.FLOAT16, value));
            }
        }
    }

    @Test
    void everyBfloat16SurvivesARoundTrip() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloats.fromBfloat16((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloats.toBfloat16(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void roundingAgreesWithArithmetic() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (i % 2 == 0) {
                value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(44) - 26));
            }
            double half = HalfFloats.fromFloat16(HalfFloats.toFloat16(value));
            double brain = HalfFloats.fromBfloat16(HalfFloats.toBfloat16(value));
            assertThat(Double.compare(half, Rounding.toFloating(DType.FLOAT16, value)))
                    .isZero();
            assertThat(Double.compare(brain, Rounding.toFloating(DType.BFLOAT16, value)))
                    .isZero();
        }
    }

    @Test
    void tiesGoToEven() {
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(2049))).isEqualTo(2048f);
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(2051))).isEqualTo(2052f);
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(65519))).isEqualTo(65504f);
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(65520))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(0x1p-25f))).isEqualTo(0f);
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(0x1.8p-25f))).isEqualTo(0x1p-24f);
    }
}
