package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.DeviceInfo;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;

/** The device of the JVM itself: memory is the heap's, calls are synchronous and may come from any thread. */
final class CpuBackend implements Backend {
    private final KernelSet kernels;
    private final WorkerTeam team;
    private final PointwiseKernel pointwise;
    private final ReduceKernel reduce;
    private final BlockMath math;
    private final MatmulKernel matmul;
    private final CopyKernel copies;
    private final IndexKernel indexing;
    private final FusedKernels fused;

    CpuBackend(KernelSet kernels, WorkerTeam team) {
        this.kernels = kernels;
        this.team = team;
        math = new BlockMath(kernels.kernels());
        pointwise = new PointwiseKernel(math, team);
        reduce = new ReduceKernel(math, team);
        copies = new CopyKernel(team);
        indexing = new IndexKernel(math, team);
        fused = new FusedKernels(kernels, math, team);
        matmul = new MatmulKernel(new Gemm<>(kernels.floatGemm(), team), new Gemm<>(kernels.doubleGemm(), team));
    }

    @Override
    public DeviceInfo info() {
        int threads = team.size();
        String name = threads + (threads == 1 ? " thread" : " threads");
        return new DeviceInfo(name, kernels.name() + " kernels", false, -1);
    }

    @Override
    public Buffer allocate(DType dtype, long count) {
        return CpuBuffer.allocate(dtype, count);
    }

    @Override
    public void free(Buffer buffer) {
        // The garbage collector does.
    }

    @Override
    @SuppressWarnings("SuspiciousSystemArraycopy")
    public void upload(HostArray source, View target) {
        System.arraycopy(
                source.array(), source.offset(), CpuBuffer.array(target), (int) target.offset(), source.length());
    }

    @Override
    @SuppressWarnings("SuspiciousSystemArraycopy")
    public void download(View source, HostArray target) {
        System.arraycopy(
                CpuBuffer.array(source), (int) source.offset(), target.array(), target.offset(), target.length());
    }

    @Override
    public void synchronize() {
        // Every call has finished when it returns.
    }

    @Override
    public void close() {
        // There is nothing that the garbage collector does not free.
    }

    @Override
    public void pointwise(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        pointwise.run(program, scalars, inputs, outputs);
    }

    @Override
    public void reduce(
            ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        reduce.run(op, prologue, scalars, inputs, axes, output);
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        new ArgReduceKernel(math, op, input, axis, output).run(team);
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        new ScanKernel(op, input, axis, output).run(team);
    }

    @Override
    public void matmul(View a, View b, View output, double alpha, double beta) {
        matmul.run(a, b, output, alpha, beta);
    }

    @Override
    public void copy(View input, View output) {
        copies.copy(input, output);
    }

    @Override
    public void fill(double value, View output) {
        copies.fill(value, output);
    }

    @Override
    public void gather(View input, View index, int axis, View output) {
        indexing.gather(input, index, axis, output);
    }

    @Override
    public void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        indexing.scatter(mode, source, index, axis, target);
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        new SortKernel(input, axis, descending, values, indices).run(team);
    }

    @Override
    public void random(Distribution distribution, long key, long counter, View output) {
        new RandomKernel(key, counter, output).run(distribution, team);
    }

    @Override
    public FusedKernel fused(Composite composite, View[] inputs) {
        return fused.find(composite, inputs);
    }
}
