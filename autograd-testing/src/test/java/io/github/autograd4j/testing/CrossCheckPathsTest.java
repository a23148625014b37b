package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.Backends;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.optim.SGD;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.PendingUpload;
import io.github.autograd4j.spi.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The methods that a backend may leave to the interface are compared where it has its own. */
class CrossCheckPathsTest {
    /** Compares the toy backend, one method of which does nothing and returns a value, with the reference. */
    private static void against(String broken, Object value, Consumer<CrossCheck> body) {
        Backend toy = Backends.of(Device.of("toy"));
        Backend backend = (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(broken)) {
                        return value;
                    }
                    try {
                        return method.invoke(toy, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Device device = Backends.add("paths", backend);
        try (CrossCheck check = CrossCheck.of(Conformance.REFERENCE, device)) {
            body.accept(check);
        } finally {
            Backends.remove(device);
        }
    }

    private static void optimize(CrossCheck check) {
        Tensor a = Tensor.of(1f, 2f).to(check.device()).detach().requiresGrad(true);
        Tensor b = Tensor.of(3f, 4f, 5f).to(check.device()).detach().requiresGrad(true);
        a.mul(a).sum().add(b.mul(b).sum()).backward();
        new SGD(List.of(a, b), 0.1).step();
        assertThat(a.toFloatArray()).containsExactly(0.8f, 1.6f);
    }

    private static void uploadBeside(CrossCheck check) {
        Backend backend = Backends.of(check.device());
        Buffer buffer = backend.allocate(DType.FLOAT32, 2);
        try {
            HostArray source = HostArray.allocate(DType.FLOAT32, 2);
            backend.uploadBeside(source, View.contiguous(buffer, DType.FLOAT32, Shape.of(2)))
                    .join();
        } finally {
            backend.free(buffer);
        }
    }

    @Test
    void comparesUpdatesOfManyTensors() {
        against("none", null, check -> {
            optimize(check);
            assertThat(check.comparisons().keySet()).anyMatch(name -> name.startsWith("foreach "), "a foreach");
        });
        against("foreach", null, check -> assertThatThrownBy(() -> optimize(check))
                .isInstanceOf(Disagreement.class)
                .hasMessageStartingWith("crossCheck: foreach "));
    }

    @Test
    void comparesUploadsBesideOtherWork() {
        against("none", null, check -> {
            uploadBeside(check);
            assertThat(check.comparisons()).containsEntry("upload beside", 1L);
        });
        against("uploadBeside", PendingUpload.DONE, check -> assertThatThrownBy(() -> uploadBeside(check))
                .isInstanceOf(Disagreement.class)
                .hasMessageContaining("upload beside"));
    }
}
