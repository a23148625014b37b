package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** The exception and the beginning of its message for everything that users do wrong. */
final class ErrorSuite {
    private final Conformance conformance;
    private final Conformance.Suite suite;

    ErrorSuite(Conformance conformance) {
        this.conformance = conformance;
        this.suite = conformance.suite("errors");
    }

    List<DynamicTest> tests(Iterable<ErrorCase> cases) {
        List<ErrorCase> all = new ArrayList<>();
        cases.forEach(all::add);
        if (conformance.can(Capability.INDEX_CHECKS)) {
            for (long wrong : new long[] {3, -1}) {
                all.add(index("gather of " + wrong, d -> d.gather(0, at(wrong))));
                all.add(index("scatter of " + wrong, d -> d.scatterAdd(0, at(wrong), vector(1))));
                all.add(index("indexSelect of " + wrong, d -> d.indexSelect(0, at(wrong))));
            }
            for (long wrong : new long[] {3, -4}) {
                all.add(index("index of " + wrong, d -> d.index(at(wrong))));
                // Along the second axis: not an element of the row after or before.
                all.add(index("index of a pair with " + wrong, d -> Tensor.stack(0, d, d, d, d)
                        .index(at(1), at(wrong))));
                all.add(index("oneHot of " + wrong, d -> at(wrong).oneHot(3)));
            }
        }
        if (conformance.can(Capability.INTEGER_DIVISION_BY_ZERO)) {
            for (DType dtype : List.of(DType.UINT8, DType.INT32, DType.INT64)) {
                all.add(zero("floorDivide/" + dtype, x -> x.to(dtype)
                        .floorDivide(x.zerosLike().to(dtype))));
                all.add(zero("remainder/" + dtype, x -> x.to(dtype)
                        .remainder(x.zerosLike().to(dtype))));
                all.add(zero(
                        "floorDivide by a scalar/" + dtype, x -> x.to(dtype).floorDivide(0L)));
            }
        }
        if (!conformance.isReference()) {
            all.add(new ErrorCase(
                    "operands on different devices",
                    DeviceException.class,
                    "add: operands are on different devices: " + conformance.device + " and " + Conformance.REFERENCE,
                    d -> vector(2).add(vector(2).to(Conformance.REFERENCE))));
        } else {
            all.add(new ErrorCase("no memory", OutOfDeviceMemoryException.class, "add: out of memory on ", d -> {
                Tensor x = vector(2);
                ReferenceDevice.failAllocations(1, 2);
                try {
                    return x.add(1.0);
                } finally {
                    ReferenceDevice.failAllocations(1, 0);
                }
            }));
        }
        for (ErrorCase c : all) {
            suite.add(c.name(), () -> check(c));
        }
        return suite.atLeast(50);
    }

    private Tensor vector(int size) {
        return Tensor.ones(Shape.of(size), DType.FLOAT32, conformance.device);
    }

    private Tensor at(long index) {
        return Tensor.full(Shape.of(1), index, DType.INT64, conformance.device);
    }

    private interface OnVector {
        Tensor apply(Tensor vector);
    }

    /** Reading the result waits for devices that find out late. */
    private ErrorCase index(String name, OnVector call) {
        return new ErrorCase(
                name, IndexException.class, "", d -> call.apply(vector(3)).toDoubleArray());
    }

    private ErrorCase zero(String name, OnVector call) {
        return new ErrorCase(
                name, ArithmeticException.class, "", d -> call.apply(vector(3)).toLongArray());
    }

    private void check(ErrorCase c) {
        try {
            c.call().on(conformance.device);
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (!c.type().isInstance(e) || !message.startsWith(c.message())) {
                throw new AssertionError("expected " + c.type().getSimpleName() + ": " + c.message() + ", got " + e, e);
            }
            return;
        }
        throw new AssertionError("expected " + c.type().getSimpleName() + ": " + c.message() + ", nothing was thrown");
    }
}
