package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.spi.DeviceInfo;

/** Whether the device starts, and what it is. */
final class EnvironmentCheck implements Check {
    @Override
    public void run(Device device, boolean quick, StageReport report) {
        report.detail("java", System.getProperty("java.vm.version"));
        report.detail("processors", Runtime.getRuntime().availableProcessors());
        report.detail("diagnostics", Device.diagnostics().strip().replace("\n", "; "));
        report.detail("devices", Device.all().toString());
        DeviceInfo info = device.info();
        report.detail("device", info.name());
        report.detail("detail", info.detail());
        report.detail("memory", device.memoryStats().toString());
        float[] sum =
                Tensor.of(1f, 2f).to(device).add(Tensor.of(3f, 4f).to(device)).toFloatArray();
        if (sum[0] == 4 && sum[1] == 6) {
            report.passed();
        } else {
            report.failed("1 + 3 and 2 + 4 are " + sum[0] + " and " + sum[1]);
        }
    }
}
