package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Distribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomsTest {
    @ParameterizedTest
    @EnumSource
    void sameAsTheReference(DType type) {
        for (Distribution distribution : Distribution.values()) {
            boolean bits = type == DType.INT32 || type == DType.INT64;
            if (distribution == Distribution.BITS ? !bits : !type.isFloating()) {
                continue;
            }
            for (int count : new int[] {1, 3, 4, 5, 511, 1027, 40_001}) {
                Twin output = Twin.zeros(type, count);
                TestGpu.backend().random(distribution, 77L << 33 | 5, 0xFFFFFFF0L, output.cuda());
                Twin.REFERENCE.random(distribution, 77L << 33 | 5, 0xFFFFFFF0L, output.reference());
                boolean exact = distribution != Distribution.NORMAL;
                output.assertSame(
                        exact ? 0 : type == DType.FLOAT64 ? 0x1p-50 : type == DType.FLOAT32 ? 0x1p-22 : 0x1p-7);
            }
        }
    }
}
