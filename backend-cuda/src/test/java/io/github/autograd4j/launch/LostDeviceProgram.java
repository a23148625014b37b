package io.github.autograd4j.launch;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.CudaProvider;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.View;

/** Loses two emulated devices of three, each in its own way, and says what happens to whom. */
public final class LostDeviceProgram {
    private static final int COUNT = 100;

    private LostDeviceProgram() {}

    /**
     * The program.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Tensor neighbour = Tensor.full(Shape.of(COUNT), 3, DType.FLOAT32, Device.cuda(2));
        Tensor here = Tensor.full(Shape.of(COUNT), 4, DType.FLOAT32, Device.of("reference"));
        losesALaunch(neighbour, here);
        leavesItsMemory();
        System.out.println("neighbour " + neighbour.mul(neighbour).sum().item());
        System.out.println("host " + here.mul(here).sum().item());
    }

    /** A kernel that fails when it is launched, in the middle of a graph. */
    @SuppressWarnings("try") // the scope only closes
    private static void losesALaunch(Tensor neighbour, Tensor here) {
        Device device = Device.cuda(0);
        Tensor x = Tensor.full(Shape.of(COUNT), 2, DType.FLOAT32, device).requiresGrad(true);
        try (Scope scope = Scope.open()) {
            Tensor loss = x.mul(x).sum();
            EmulatorControl.set(Setting.FAIL_LAUNCH, 1);
            say("first", () -> x.exp());
            say("launch", () -> x.mul(3));
            say("read", () -> loss.item());
            say("backward", () -> loss.backward());
            say("allocate", () -> Tensor.full(Shape.of(5), 1, DType.FLOAT32, device));
            say("upload", () -> here.to(device));
            say("download", () -> x.to(here.device()));
            say("from a neighbour", () -> neighbour.to(device));
            say("to a neighbour", () -> x.to(Device.cuda(2)));
            say("synchronize", () -> device.synchronize());
        }
        x.close();
        System.out.println("scope and tensor closed");
    }

    /** A kernel that writes where it must not, which shows when the host waits; seen through two handles of a device. */
    private static void leavesItsMemory() {
        Device same = Device.cuda(1);
        Tensor x = Tensor.full(Shape.of(COUNT), 2, DType.FLOAT32, same);
        Backend gpu = new CudaProvider().open(1);
        Buffer memory = gpu.allocate(DType.FLOAT32, 4);
        View beyond = View.contiguous(memory, DType.FLOAT32, Shape.of(1 << 16));
        View within = View.contiguous(memory, DType.FLOAT32, Shape.of(4));
        gpu.synchronize();
        EmulatorControl.set(Setting.DEFERRED, 1);
        gpu.fill(7, beyond);
        say("wait", () -> gpu.synchronize());
        EmulatorControl.set(Setting.DEFERRED, 0);
        say("later", () -> gpu.fill(7, within));
        say("same", () -> x.mul(x));
        say("same, later", () -> x.mul(x));
        gpu.free(memory);
        gpu.close();
        x.close();
        System.out.println("handle and tensor closed");
        say("closed", () -> gpu.fill(7, within));
    }

    private static void say(String name, Runnable use) {
        try {
            use.run();
            System.out.println(name + " passed");
        } catch (DeviceException e) {
            System.out.println(name + " threw " + e.getMessage());
        }
    }
}
