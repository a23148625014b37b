package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Expr;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Copies and fills: by the driver where the memory is one piece, by tiles where axes are swapped, else by programs. */
final class Copies {
    private static final View[] NONE = {};

    private final Launcher launcher;
    private final PointwiseRunner pointwise;
    private final Transposes transposes;
    private final Map<DType, PointwiseProgram> copies = new EnumMap<>(DType.class);
    private final Map<DType, PointwiseProgram> fills = new EnumMap<>(DType.class);

    Copies(Launcher launcher, PointwiseRunner pointwise) {
        this.launcher = launcher;
        this.pointwise = pointwise;
        this.transposes = new Transposes(launcher);
        for (DType dtype : DType.values()) {
            List<DType> one = List.of(dtype);
            copies.put(dtype, PointwiseProgram.of("copy", dtype.compute(), one, 0, one, (x, s) -> x));
            fills.put(dtype, PointwiseProgram.of("fill", dtype.compute(), List.of(), 1, one, (x, s) ->
                    new Expr[] {s[0]}));
        }
    }

    /** The program that copies elements of a type. */
    PointwiseProgram program(DType dtype) {
        return copies.get(dtype);
    }

    void copy(View input, View output) {
        if (input.isContiguous() && output.isContiguous()) {
            launcher.begin();
            try {
                launcher.gpu().stream()
                        .copy(CudaBuffer.address(output), CudaBuffer.address(input), bytes(output), "copy");
            } finally {
                launcher.end();
            }
            return;
        }
        Transposes.Plan plan = FixedKernels.ONLY ? null : Transposes.Plan.of(input, output);
        if (plan != null) {
            transposes.copy(plan, input, output);
        } else {
            pointwise.run(copies.get(input.dtype()), null, new View[] {input}, new View[] {output});
        }
    }

    void fill(double value, View output) {
        DType dtype = output.dtype();
        if (output.isContiguous() && Double.doubleToRawLongBits(value) == 0) {
            launcher.begin();
            try {
                launcher.gpu().stream().set(CudaBuffer.address(output), 0, bytes(output), "fill");
            } finally {
                launcher.end();
            }
        } else {
            // Beyond the range of int32 only the low bits count.
            double kept = dtype == DType.UINT8 ? (long) value & 0xff : value;
            pointwise.run(fills.get(dtype), new double[] {kept}, NONE, new View[] {output});
        }
    }

    private static long bytes(View view) {
        return view.numel() * view.dtype().byteSize();
    }
}
