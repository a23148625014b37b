package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.LaunchArguments;
import io.github.autograd4j.cuda.kernel.ProgramCode;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Runs pointwise programs where none can be compiled: one fixed kernel reads them as arguments. Outputs may have other
 * types than the program's; they are cast.
 */
final class Interpreter implements PointwiseRunner {
    private static final int THREADS = 128;

    private record Key(PointwiseProgram program, List<DType> outputs) {
        ProgramCode code() {
            return new ProgramCode(program, outputs.toArray(new DType[0]));
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;
    private final ConcurrentMap<Key, ProgramCode> codes = new ConcurrentHashMap<>();

    Interpreter(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    @Override
    public void run(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        ProgramCode code = code(program, outputs);
        GpuFunction function = function(code);
        View[] operands = Arrays.copyOf(inputs, inputs.length + outputs.length);
        System.arraycopy(outputs, 0, operands, inputs.length, outputs.length);
        AxisGroup axes = AxisGroup.of(AxisGroup.without(outputs[0].rank(), -1), operands);
        int ofOperands = operands.length + axes.rank() * (1 + operands.length);
        if (code.words().length + ofOperands + code.constantCount() > ProgramCode.WORDS) {
            throw new DeviceException(program.name() + ": too large to be interpreted: " + code.words().length
                    + " instructions, " + operands.length + " operands of " + axes.rank() + " axes; NVRTC is needed");
        }
        LaunchArguments arguments = launcher.begin();
        try {
            arguments
                    .struct()
                    .field64(axes.count())
                    .field32(code.words().length)
                    .field32(operands.length)
                    .field32(axes.rank())
                    .field32(code.words().length + ofOperands);
            for (long word : code.words()) {
                arguments.field64(word);
            }
            for (View operand : operands) {
                arguments.field64(CudaBuffer.address(operand));
            }
            innermostFirst(arguments, axes.size());
            for (long[] stride : axes.stride()) {
                innermostFirst(arguments, stride);
            }
            for (int i = 0; i < code.constantCount(); i++) {
                arguments.field64(code.constant(i, scalars));
            }
            int threads = (int) Math.min(THREADS, axes.count());
            launcher.launch(program.name(), function, launcher.blocks(axes.count(), threads), threads);
        } finally {
            launcher.end();
        }
    }

    @Override
    public void prepare(PointwiseProgram program, View[] inputs, View[] outputs) {
        function(code(program, outputs));
    }

    private ProgramCode code(PointwiseProgram program, View... outputs) {
        List<DType> types = Arrays.stream(outputs).map(View::dtype).toList();
        return codes.computeIfAbsent(new Key(program, types), Key::code);
    }

    private GpuFunction function(ProgramCode code) {
        return kernels.get(Interpreter.class, ProgramCode::source, code.kernel());
    }

    private static void innermostFirst(LaunchArguments arguments, long... values) {
        for (int i = values.length - 1; i >= 0; i--) {
            arguments.field64(values[i]);
        }
    }
}
