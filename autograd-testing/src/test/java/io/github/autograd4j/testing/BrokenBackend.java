package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.DeviceInfo;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;
import java.util.Arrays;

/** The reference backend with one mistake. */
final class BrokenBackend implements Backend {
    /** Mistakes that authors of backends make. */
    enum Mistake {
        /** Operands are taken to be contiguous. */
        STRIDES_IGNORED,
        /** Only the second operand is. */
        STRIDES_OF_SECOND_IGNORED,
        /** The offset of views is forgotten. */
        OFFSET_IGNORED,
        /** The last element is not computed where there is an odd number. */
        TAIL_FORGOTTEN,
        /** Sums in float32 lose digits: a part in a hundred thousand. */
        INACCURATE_SUM,
        /** The result is one part in 10⁵ off. */
        INACCURATE_EXP,
        /** NaN does not win. */
        NAN_LOSES,
        /** Of equal elements the last is found. */
        LAST_OF_EQUALS,
        /** The reduced axes are taken to be the last ones. */
        LAST_AXES_REDUCED,
        /** Integers divide toward zero. */
        TRUNCATED_DIVISION,
        /** Old contents are kept where beta is 0, so that garbage stays. */
        BETA_IGNORED,
        /** Replaces instead of adding. */
        SCATTER_REPLACES,
        /** Sorts in the other order. */
        SORTED_UPSIDE_DOWN,
        /** Every block starts one too late. */
        RANDOM_SHIFTED,
        /** Half types are six units off. */
        INACCURATE_HALVES
    }

    private final Backend delegate;
    private final Mistake mistake;

    BrokenBackend(Mistake mistake, ReferenceMemory memory) {
        this.delegate = new ReferenceBackend(memory);
        this.mistake = mistake;
    }

    private View[] seen(View... views) {
        View[] result = views.clone();
        for (int i = 0; i < views.length; i++) {
            View v = views[i];
            boolean contiguous =
                    mistake == Mistake.STRIDES_IGNORED || mistake == Mistake.STRIDES_OF_SECOND_IGNORED && i == 1;
            if (contiguous && Arrays.stream(v.strides()).allMatch(s -> s > 0)) {
                result[i] = View.contiguous(v.buffer(), v.dtype(), v.shape()).strided(v.shape(), row(v), v.offset());
            }
            if (mistake == Mistake.OFFSET_IGNORED) {
                result[i] = v.strided(v.shape(), v.strides(), 0);
            }
        }
        return result;
    }

    private static long[] row(View view) {
        return View.contiguous(view.buffer(), view.dtype(), view.shape()).strides();
    }

    @Override
    public DeviceInfo info() {
        return delegate.info();
    }

    @Override
    public Buffer allocate(DType dtype, long count) {
        return delegate.allocate(dtype, count);
    }

    @Override
    public void free(Buffer buffer) {
        delegate.free(buffer);
    }

    @Override
    public void upload(HostArray source, View target) {
        delegate.upload(source, target);
    }

    @Override
    public void download(View source, HostArray target) {
        delegate.download(source, target);
    }

    @Override
    public void synchronize() {
        delegate.synchronize();
    }

    @Override
    public void close() {
        delegate.close();
    }

    @Override
    public void pointwise(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        delegate.pointwise(program, scalars, seen(inputs), outputs);
        View out = outputs[0];
        Elements to = new Elements(out);
        long last = out.numel() - 1;
        boolean exp = false;
        boolean division = false;
        for (int i = 0; i < program.size(); i++) {
            exp |= program.instruction(i).op() == ScalarOp.EXP;
            division |= program.instruction(i).op() == ScalarOp.FLOOR_DIV;
        }
        if (mistake == Mistake.TAIL_FORGOTTEN && last > 0 && last % 2 == 0) {
            to.setRaw(last, to.raw(0));
        } else if (mistake == Mistake.INACCURATE_EXP && exp && out.dtype() == DType.FLOAT32) {
            to.setReal(last, to.real(last) * 1.00001);
        } else if (mistake == Mistake.TRUNCATED_DIVISION
                && division
                && !out.dtype().isFloating()) {
            for (long i = 0; i <= last; i++) {
                to.setInteger(i, to.raw(i) < 0 ? to.raw(i) + 1 : to.raw(i));
            }
        } else if (mistake == Mistake.INACCURATE_HALVES && out.dtype() == DType.FLOAT16) {
            for (long i = 0; i <= last; i++) {
                to.setReal(i, to.real(i) * 0.994);
            }
        }
    }

    @Override
    public void reduce(
            ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        int rank = inputs[0].rank();
        if (mistake == Mistake.LAST_AXES_REDUCED
                && axes.length == 1
                && inputs[0].dim(axes[0]) == inputs[0].dim(rank - 1)) {
            delegate.reduce(op, prologue, scalars, inputs, new int[] {rank - 1}, output);
        } else {
            delegate.reduce(op, prologue, scalars, seen(inputs), axes, output);
        }
        Elements to = new Elements(output);
        if (output.dtype() == DType.FLOAT32 && mistake == Mistake.INACCURATE_SUM && op == ReduceOp.SUM) {
            to.setReal(0, to.real(0) * 1.00001);
        }
        if (mistake == Mistake.NAN_LOSES && output.dtype().isFloating() && Double.isNaN(to.real(0))) {
            to.setReal(0, 0);
        }
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        delegate.argReduce(op, seen(input)[0], axis, output);
        if (mistake == Mistake.LAST_OF_EQUALS && input.dtype() == DType.BOOL) {
            Elements to = new Elements(output);
            to.setInteger(0, input.dim(axis) - 1);
        }
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        delegate.scan(op, seen(input)[0], axis, output);
    }

    @Override
    public void matmul(View a, View b, View output, double alpha, double beta) {
        View[] x = seen(a, b);
        delegate.matmul(x[0], x[1], output, alpha, mistake == Mistake.BETA_IGNORED ? 1 : beta);
    }

    @Override
    public void copy(View input, View output) {
        delegate.copy(seen(input)[0], output);
    }

    @Override
    public void fill(double value, View output) {
        delegate.fill(value, output);
    }

    @Override
    public void gather(View input, View index, int axis, View output) {
        View[] x = seen(input, index);
        delegate.gather(x[0], x[1], axis, output);
    }

    @Override
    public void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        ScatterMode done = mistake == Mistake.SCATTER_REPLACES ? ScatterMode.SET : mode;
        delegate.scatter(done, source, index, axis, target);
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        delegate.sort(input, axis, descending != (mistake == Mistake.SORTED_UPSIDE_DOWN), values, indices);
    }

    @Override
    public void random(Distribution distribution, long key, long counter, View output) {
        delegate.random(distribution, key, counter + (mistake == Mistake.RANDOM_SHIFTED ? 1 : 0), output);
    }
}
