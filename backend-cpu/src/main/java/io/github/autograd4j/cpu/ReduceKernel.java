package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/** Reductions over any axes. */
final class ReduceKernel {
    private ReduceKernel() {}

    static void run(ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        Object[] arrays = new Object[inputs.length];
        for (int v = 0; v < arrays.length; v++) {
            arrays[v] = CpuBuffer.array(inputs[v]);
        }
        int[] kept = Axes.without(inputs[0].rank(), axes);
        Layout outer = Layout.ofAxes(kept, inputs);
        Layout inner = Layout.ofAxes(axes, inputs);
        Object target = CpuBuffer.array(output);
        DType elementType = prologue == null ? inputs[0].dtype() : prologue.outputType(0);
        ProgramCode code = prologue == null ? null : ProgramCode.of(prologue);
        long[] values = code == null ? null : ElementInterpreter.registers(code);
        if (code != null) {
            ElementInterpreter.prepare(code, scalars, values);
        }
        Accumulator accumulator = new Accumulator(op, elementType);
        int[] at = new int[inputs.length];
        for (long i = 0; i < outer.numel(); i++) {
            accumulator.clear();
            for (long j = 0; j < inner.numel(); j++) {
                for (int v = 0; v < at.length; v++) {
                    at[v] = outer.at(v, i) + inner.at(v, j) - (int) inputs[v].offset();
                }
                if (code == null) {
                    accumulator.add(Cells.load(elementType, arrays[0], at[0]));
                } else {
                    ElementInterpreter.run(code, arrays, at, values);
                    accumulator.add(values[prologue.outputPosition(0)]);
                }
            }
            Cells.store(output.dtype(), target, (int) (output.offset() + i), accumulator.result());
        }
    }
}
