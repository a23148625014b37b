package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SortsTest {
    private void check(Twin input, int axis) {
        long[] dims = input.cuda().shape().toArray();
        for (boolean descending : new boolean[] {false, true}) {
            Twin values = Twin.zeros(input.cuda().dtype(), dims);
            Twin indices = Twin.zeros(DType.INT64, dims);
            TestGpu.backend().sort(input.cuda(), axis, descending, values.cuda(), indices.cuda());
            Twin.REFERENCE.sort(input.reference(), axis, descending, values.reference(), indices.reference());
            values.assertSame(0);
            indices.assertSame(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows(DType type) {
        for (int length : new int[] {1, 2, 31, 64, 65, 128, 129, 1000}) {
            check(Twin.random(length, type, 3, length), 1);
        }
        check(Twin.random(1, type, 70, 3), 0);
        check(Twin.random(1, type, 2, 80, 3).map(v -> v.permute(2, 1, 0)), 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "INT64", "UINT8"})
    void longRows(DType type) {
        for (int length : new int[] {2047, 2048, 2049, 4096, 9001}) {
            check(Twin.random(length, type, 2, length), 1);
        }
        check(Twin.of(type, i -> i * 7919 % 5003 - 2000, 100_003), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void specialValues(DType type) {
        double[] special = {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, -1};
        for (int length : new int[] {20, 200, 2100}) {
            check(Twin.of(type, i -> special[(int) (i * i % 101 % special.length)], length), 0);
        }
    }
}
