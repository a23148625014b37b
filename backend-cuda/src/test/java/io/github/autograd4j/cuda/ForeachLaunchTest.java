package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.op.Expr;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeachLaunchTest {
    private static final PointwiseProgram STEP = PointwiseProgram.of(
            "step",
            DType.FLOAT32,
            List.of(DType.FLOAT32, DType.BFLOAT16),
            1,
            List.of(DType.FLOAT32, DType.FLOAT32),
            (x, s) -> new Expr[] {x[0].sub(x[1].mul(s[0])), x[0].add(x[1])});

    /** More tensors than a launch takes, of several blocks and of a part of one, one of them strided; in place. */
    @Test
    void runsOverTensorsOfAllSizes() {
        int count = 2 * ForeachLaunch.room(STEP) + 3;
        Twin[] x = new Twin[count];
        Twin[] y = new Twin[count];
        View[][] inputs = new View[count][];
        View[][] outputs = new View[count][];
        double[] scalars = {0.5};
        for (int k = 0; k < count; k++) {
            int size = k % 7 == 0 ? 4096 : k % 7 == 1 ? 4097 : k % 7 == 2 ? 20_000 : k;
            x[k] = Twin.random(k, DType.FLOAT32, size + 1);
            y[k] = Twin.zeros(DType.FLOAT32, size + 1);
            Twin flat = k == 5
                    ? Twin.random(k, DType.BFLOAT16, size + 1, 2).map(v -> AxisGroup.drop(v, 1))
                    : Twin.random(k, DType.BFLOAT16, size + 1);
            inputs[k] = new View[] {x[k].cuda(), flat.cuda()};
            outputs[k] = new View[] {x[k].cuda(), y[k].cuda()};
            View[] there = {x[k].reference(), flat.reference()};
            Twin.REFERENCE.pointwise(STEP, scalars, there, new View[] {x[k].reference(), y[k].reference()});
        }

        TestGpu.backend().foreach(STEP, scalars, inputs, outputs);

        for (int k = 0; k < count; k++) {
            x[k].assertSame(0x1p-22);
            y[k].assertSame(0x1p-22);
        }
    }

    /** The first tensor has a kernel of its own; memory runs out when that of the second is loaded. */
    @Test
    void changesAllTensorsOrNone() {
        assumeThat(FixedKernels.ONLY).as("one launch after the other").isFalse();
        CudaBackend fresh = TestGpu.another();
        Twin[] x = {Twin.random(1, DType.FLOAT32, 6, 4).map(v -> v.permute(1, 0)), Twin.random(2, DType.FLOAT32, 9)};
        Twin[] y = {Twin.random(3, DType.BFLOAT16, 4, 6), Twin.random(4, DType.BFLOAT16, 9)};
        Twin[] z = {Twin.zeros(DType.FLOAT32, 4, 6), Twin.zeros(DType.FLOAT32, 9)};
        View[][] inputs = {Twin.cuda(x[0], y[0]), Twin.cuda(x[1], y[1])};
        View[][] outputs = {Twin.cuda(x[0], z[0]), Twin.cuda(x[1], z[1])};
        double[] scalars = {0.5};
        TestGpu.backend().synchronize();

        EmulatorControl.set(Setting.FAIL_ALLOCATION, 2);
        assertThatThrownBy(() -> fresh.foreach(STEP, scalars, inputs, outputs))
                .isInstanceOf(OutOfDeviceMemoryException.class);
        fresh.synchronize();
        z[0].assertSame(0);
        z[1].assertSame(0);

        fresh.foreach(STEP, scalars, inputs, outputs);
        fresh.synchronize();
        for (int k = 0; k < 2; k++) {
            Twin.REFERENCE.pointwise(STEP, scalars, Twin.reference(x[k], y[k]), Twin.reference(x[k], z[k]));
            z[k].assertSame(0x1p-22);
        }
        fresh.close();
    }
}
