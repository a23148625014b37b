package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.View;

/** Runs a program element by element, without preparation and without garbage: the road of tiny tensors. */
final class ElementInterpreter {
    private ElementInterpreter() {}

    static void run(ProgramCode code, double[] scalars, View[] inputs, View[] outputs, int numel) {
        long[] values = Scratch.mine().values(code.size);
        for (int element = 0; element < numel; element++) {
            for (int i = 0; i < code.size; i++) {
                values[i] = value(code, i, values, scalars, inputs, element);
            }
            for (int o = 0; o < outputs.length; o++) {
                View output = outputs[o];
                long bits = values[code.output[o]];
                Cells.store(output.dtype(), CpuBuffer.array(output), at(output, element), bits);
            }
        }
    }

    private static long value(ProgramCode code, int i, long[] values, double[] scalars, View[] inputs, int element) {
        ScalarOp op = code.op[i];
        DType operand = code.operandType[i];
        return switch (op) {
            case LITERAL -> code.literal[i];
            case SCALAR -> Cells.fromDouble(operand, scalars[code.index[i]]);
            case INPUT -> {
                View input = inputs[code.index[i]];
                yield Cells.load(operand, CpuBuffer.array(input), at(input, element));
            }
            case CAST -> ScalarMath.cast(operand, code.type[i], values[code.a[i]]);
            case SELECT -> values[values[code.a[i]] != 0 ? code.b[i] : code.c[i]];
            default ->
                code.b[i] < 0
                        ? ScalarMath.unary(op, operand, values[code.a[i]])
                        : ScalarMath.binary(op, operand, values[code.a[i]], values[code.b[i]]);
        };
    }

    private static int at(View view, int element) {
        if (element == 0) {
            return (int) view.offset();
        }
        if (view.isContiguous()) {
            return (int) view.offset() + element;
        }
        long rest = element;
        long at = view.offset();
        for (int axis = view.rank() - 1; axis >= 0; axis--) {
            long outer = rest / view.dim(axis);
            at += (rest - outer * view.dim(axis)) * view.stride(axis);
            rest = outer;
        }
        return (int) at;
    }
}
