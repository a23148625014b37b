package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.LaunchArguments;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.cuda.kernel.KernelText;
import io.github.autograd4j.cuda.kernel.ProgramText;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;

/**
 * Runs a program over many contiguous tensors in one launch, or a few: where they lie is an argument of the kernel, which
 * has room for 4 KB. A block takes a piece of one tensor.
 */
final class ForeachLaunch {
    private static final int THREADS = 256;
    /** Elements of a block. */
    private static final int CHUNK = 16 * THREADS;

    private static final int ARGUMENT_BYTES = 3500;
    private static final int MOST = 128;

    private record Source(PointwiseProgram program) {
        String text() {
            StringBuilder text = new StringBuilder(KernelText.of("scalar.cuh"));
            text.append(ProgramText.function(program)).append("struct Tensors {\n");
            StringBuilder call = new StringBuilder();
            for (int i = 0; i < program.inputCount(); i++) {
                text.append("    const ").append(CTypes.storage(program.inputType(i)));
                text.append("* in").append(i).append("[TENSORS];\n");
                call.append(i == 0 ? "" : ", ").append("tensors.in").append(i).append("[k][i]");
            }
            for (int i = 0; i < program.outputCount(); i++) {
                text.append("    ").append(CTypes.storage(program.outputType(i)));
                text.append("* out").append(i).append("[TENSORS];\n");
                call.append(call.length() == 0 ? "" : ", ")
                        .append("tensors.out")
                        .append(i)
                        .append("[k][i]");
            }
            text.append("    long long count[TENSORS];\n    int end[TENSORS];\n};\n")
                    .append("#define SCALARS ")
                    .append(ProgramText.scalarParameters(program))
                    .append("\n#define PROGRAM(k, i) program(")
                    .append(call)
                    .append(ProgramText.scalarArguments(program))
                    .append(")\n")
                    .append(KernelText.of("foreach.cu"));
            return "#define TENSORS " + room(program) + "\n#define CHUNK " + CHUNK + "\n" + text;
        }
    }

    private final Launcher launcher;
    private final PointwiseRunner pointwise;
    private final KernelTable kernels;

    ForeachLaunch(Launcher launcher, PointwiseRunner pointwise) {
        this.launcher = launcher;
        this.pointwise = pointwise;
        this.kernels = new KernelTable(launcher);
    }

    /** How many tensors a launch takes. */
    static int room(PointwiseProgram program) {
        return Math.min(MOST, ARGUMENT_BYTES / (8 * (program.inputCount() + program.outputCount()) + 12));
    }

    /** Loads all kernels before the first launch: a step that ran out of memory halfway could not be tried again. */
    void run(PointwiseProgram program, double[] scalars, View[][] inputs, View[][] outputs) {
        GpuFunction function = null;
        for (int k = 0; k < inputs.length; k++) {
            if (!isContiguous(inputs[k]) || !isContiguous(outputs[k])) {
                pointwise.prepare(program, inputs[k], outputs[k]);
            } else if (function == null) {
                Source source = new Source(program);
                function = kernels.get(source, source::text, "foreach");
            }
        }
        int room = room(program);
        int[] chosen = new int[room];
        int count = 0;
        for (int k = 0; k < inputs.length; k++) {
            if (isContiguous(inputs[k]) && isContiguous(outputs[k])) {
                chosen[count++] = k;
            } else {
                pointwise.run(program, scalars, inputs[k], outputs[k]);
            }
            if (count == room) {
                launch(function, program, scalars, inputs, outputs, chosen, count);
                count = 0;
            }
        }
        if (count > 0) {
            launch(function, program, scalars, inputs, outputs, chosen, count);
        }
    }

    private static boolean isContiguous(View... views) {
        for (View view : views) {
            if (!view.isContiguous()) {
                return false;
            }
        }
        return true;
    }

    private void launch(
            GpuFunction function,
            PointwiseProgram program,
            double[] scalars,
            View[][] inputs,
            View[][] outputs,
            int[] chosen,
            int count) {
        int room = room(program);
        LaunchArguments arguments = launcher.begin();
        try {
            arguments.struct();
            for (int i = 0; i < program.inputCount(); i++) {
                for (int k = 0; k < room; k++) {
                    arguments.field64(k < count ? CudaBuffer.address(inputs[chosen[k]][i]) : 0);
                }
            }
            for (int i = 0; i < program.outputCount(); i++) {
                for (int k = 0; k < room; k++) {
                    arguments.field64(k < count ? CudaBuffer.address(outputs[chosen[k]][i]) : 0);
                }
            }
            for (int k = 0; k < room; k++) {
                arguments.field64(k < count ? outputs[chosen[k]][0].numel() : 0);
            }
            long blocks = 0;
            for (int k = 0; k < room; k++) {
                blocks += k < count ? (outputs[chosen[k]][0].numel() + CHUNK - 1) / CHUNK : 0;
                arguments.field32((int) blocks);
            }
            ScalarArguments.of(program).write(scalars, arguments);
            launcher.launch(program.name(), function, (int) blocks, THREADS);
        } finally {
            launcher.end();
        }
    }
}
