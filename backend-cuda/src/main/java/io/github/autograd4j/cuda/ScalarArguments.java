package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.LaunchArguments;
import io.github.autograd4j.cuda.kernel.ProgramText;
import io.github.autograd4j.op.PointwiseProgram;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How a program's scalar arguments are passed to a kernel, converted as SCALAR says; found once for each program. */
final class ScalarArguments {
    private static final ConcurrentMap<PointwiseProgram, ScalarArguments> KNOWN = new ConcurrentHashMap<>();

    private final ProgramText.Scalar[] scalars;

    private ScalarArguments(PointwiseProgram program) {
        this.scalars = ProgramText.scalars(program);
    }

    static ScalarArguments of(PointwiseProgram program) {
        ScalarArguments known = KNOWN.get(program);
        return known != null ? known : KNOWN.computeIfAbsent(program, ScalarArguments::new);
    }

    /** Writes each as an argument of its type. */
    void write(double[] values, LaunchArguments arguments) {
        for (ProgramText.Scalar scalar : scalars) {
            double value = values[scalar.index()];
            switch (scalar.type()) {
                case FLOAT32 -> arguments.float32((float) value);
                case FLOAT64 -> arguments.float64(value);
                case INT32 -> arguments.int32((int) value);
                case INT64 -> arguments.int64((long) value);
                default -> arguments.int8(value != 0 ? 1 : 0);
            }
        }
    }

    /** Writes each as a field of 8 bytes. */
    void writeFields(double[] values, Arguments arguments) {
        for (ProgramText.Scalar scalar : scalars) {
            double value = values[scalar.index()];
            arguments.field64(
                    switch (scalar.type()) {
                        case FLOAT32 -> Float.floatToRawIntBits((float) value);
                        case FLOAT64 -> Double.doubleToRawLongBits(value);
                        case BOOL -> value != 0 ? 1 : 0;
                        default -> (long) value;
                    });
        }
    }
}
