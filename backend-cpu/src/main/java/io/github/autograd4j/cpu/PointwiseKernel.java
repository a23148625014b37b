package io.github.autograd4j.cpu;

import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;

/** Element-wise programs. */
final class PointwiseKernel {
    private PointwiseKernel() {}

    static void run(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        ProgramCode code = ProgramCode.of(program);
        View[] views = new View[inputs.length + outputs.length];
        System.arraycopy(inputs, 0, views, 0, inputs.length);
        System.arraycopy(outputs, 0, views, inputs.length, outputs.length);
        Object[] arrays = new Object[views.length];
        for (int v = 0; v < views.length; v++) {
            arrays[v] = CpuBuffer.array(views[v]);
        }
        Layout layout = Layout.of(views);
        long[] values = ElementInterpreter.registers(code);
        ElementInterpreter.prepare(code, scalars, values);
        int[] at = new int[views.length];
        for (long i = 0; i < layout.numel(); i++) {
            for (int v = 0; v < at.length; v++) {
                at[v] = layout.at(v, i);
            }
            ElementInterpreter.run(code, arrays, at, values);
            for (int o = 0; o < outputs.length; o++) {
                int v = inputs.length + o;
                Cells.store(program.outputType(o), arrays[v], at[v], values[program.outputPosition(o)]);
            }
        }
    }
}
