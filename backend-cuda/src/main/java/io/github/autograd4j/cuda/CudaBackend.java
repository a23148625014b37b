package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuProperties;
import io.github.autograd4j.cuda.kernel.KernelCache;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.DeviceInfo;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.PendingUpload;
import io.github.autograd4j.spi.RawMemory;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/** One GPU: each method of the interface goes to the class of its family. All kernels run on one stream. */
class CudaBackend implements Backend {
    private final Gpu gpu;
    private final Launcher launcher;
    private final CudaMemory memory;
    private final Uploads uploads;
    private final UploadsBeside uploadsBeside;
    private final Downloads downloads;
    private final PointwiseRunner pointwise;
    private final ForeachLaunch foreach;
    private final Copies copies;
    private final MatMuls products;
    private final Reductions reductions;
    private final ArgReductions argReductions;
    private final Scans scans;
    private final Gathers gathers;
    private final Scatters scatters;
    private final Sorts sorts;
    private final Randoms randoms;
    private final IndexFaults faults;
    private final FusedKernels fused;

    CudaBackend(Gpu gpu, KernelCache kernels) {
        this.gpu = gpu;
        launcher = new Launcher(gpu, kernels);
        memory = new CudaMemory(gpu);
        uploads = new Uploads(gpu, gpu.stream());
        uploadsBeside = new UploadsBeside(gpu);
        downloads = new Downloads(gpu);
        pointwise = FixedKernels.ONLY ? new Interpreter(launcher) : new PointwiseLaunch(launcher);
        foreach = new ForeachLaunch(launcher, pointwise);
        copies = new Copies(launcher, pointwise);
        products = new MatMuls(launcher, copies);
        reductions = new Reductions(launcher);
        argReductions = new ArgReductions(reductions);
        scans = new Scans(launcher);
        sorts = new Sorts(launcher);
        faults = new IndexFaults(gpu);
        gathers = new Gathers(launcher, faults);
        scatters = new Scatters(launcher, faults, sorts);
        randoms = new Randoms(launcher);
        fused = new FusedKernels(launcher, faults, new Convolutions(launcher, products, reductions, pointwise));
    }

    Launcher launcher() {
        return launcher;
    }

    Copies copies() {
        return copies;
    }

    @Override
    public DeviceInfo info() {
        GpuProperties of = gpu.properties();
        String detail = "compute capability " + of.major() + "." + of.minor() + ", " + of.multiprocessors()
                + " multiprocessors";
        return new DeviceInfo(of.name(), detail, true, of.totalMemory());
    }

    @Override
    public RawMemory rawMemory() {
        return memory;
    }

    @Override
    public void lend(Scratch scratch) {
        launcher.lend(scratch);
    }

    @Override
    public Buffer allocate(DType dtype, long count) {
        return memory.buffer(count == 0 ? 0 : memory.allocate(count * dtype.byteSize()), dtype, count);
    }

    @Override
    public void free(Buffer buffer) {
        CudaBuffer freed = (CudaBuffer) buffer;
        if (freed.address() != 0) {
            memory.free(freed.address(), freed.bytes());
        }
    }

    @Override
    public void upload(HostArray source, View target) {
        uploads.copy(source, target);
    }

    @Override
    public PendingUpload uploadBeside(HostArray source, View target) {
        return uploadsBeside.copy(source, target);
    }

    @Override
    public void download(View source, HostArray target) {
        downloads.copy(source, target);
        faults.check();
    }

    @Override
    public void synchronize() {
        gpu.stream().synchronize("synchronize");
        faults.check();
    }

    @Override
    public void close() {
        products.close();
        gpu.close();
    }

    @Override
    public void pointwise(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        pointwise.run(program, scalars, inputs, outputs);
    }

    @Override
    public void foreach(PointwiseProgram program, double[] scalars, View[][] inputs, View[][] outputs) {
        foreach.run(program, scalars, inputs, outputs);
    }

    @Override
    public void reduce(
            ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        reductions.run(op, prologue, scalars, inputs, axes, output);
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        argReductions.run(op, input, axis, output);
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        scans.run(op, input, axis, output);
    }

    @Override
    public void matmul(View a, View b, View output, double alpha, double beta) {
        products.run(a, b, output, alpha, beta);
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
        gathers.run(input, index, axis, output);
    }

    @Override
    public void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        scatters.run(mode, source, index, axis, target);
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        sorts.run(input, axis, descending, values, indices);
    }

    @Override
    public void random(Distribution distribution, long key, long counter, View output) {
        randoms.run(distribution, key, counter, output);
    }

    @Override
    public FusedKernel fused(Composite composite, View[] inputs) {
        return fused.find(composite, inputs);
    }

    @Override
    public boolean copyFrom(Backend other, View source, View target) {
        if (!(other instanceof CudaBackend peer)) {
            return false;
        }
        PeerCopy.run(peer.gpu, source, gpu, target);
        return true;
    }
}
