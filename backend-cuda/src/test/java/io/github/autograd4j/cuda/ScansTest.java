package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ScanOp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScansTest {
    private void check(ScanOp op, Twin input, int axis) {
        DType type = input.cuda().dtype();
        Twin output = Twin.zeros(
                type.isFloating() ? type : DType.INT64, input.cuda().shape().toArray());
        TestGpu.backend().scan(op, input.cuda(), axis, output.cuda());
        Twin.REFERENCE.scan(op, input.reference(), axis, output.reference());
        output.assertSame(
                !type.isFloating() ? 0 : type.byteSize() == 2 ? 0x1p-7 : type == DType.FLOAT32 ? 0x1p-20 : 0x1p-49);
    }

    private static Twin factors(DType type, long... dims) {
        return Twin.of(type, i -> i % 97 == 5 ? 2 : i % 89 == 7 ? 0.5 : i % 3 == 0 ? -1 : 1, dims);
    }

    @ParameterizedTest
    @EnumSource
    void alongRowsAndColumns(DType type) {
        for (int length : new int[] {1, 63, 64, 65, 511, 512, 513, 1025, 2500}) {
            check(ScanOp.SUM, Twin.random(length, type, 2, length), 1);
            check(ScanOp.SUM, Twin.random(length, type, length, 3).map(v -> v.permute(1, 0)), 1);
            check(ScanOp.SUM, Twin.random(length, type, 2, length, 3), 1);
            if (length < 600) {
                check(ScanOp.PROD, factors(type, 2, length), 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "INT32", "BFLOAT16"})
    void severalBlocksOfARow(DType type) {
        check(ScanOp.SUM, Twin.random(5, type, 100_003), 0);
        check(ScanOp.PROD, factors(type == DType.BFLOAT16 ? DType.FLOAT32 : type, 40_000), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void infinitiesAndNaN(DType type) {
        for (int length : new int[] {20, 1000}) {
            check(
                    ScanOp.SUM,
                    Twin.of(type, i -> i == 11 ? Double.POSITIVE_INFINITY : i == 15 ? Double.NaN : 1, length),
                    0);
        }
    }
}
