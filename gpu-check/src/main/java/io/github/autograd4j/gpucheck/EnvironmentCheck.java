package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.spi.DeviceInfo;

/** What the device is, whether its compiler is there, and whether it adds. */
final class EnvironmentCheck implements Check {
    @Override
    public void run(Device device, boolean quick, Attempts attempts) {
        StageReport report = attempts.report();
        report.detail("java", System.getProperty("java.vm.version"));
        report.detail("processors", Runtime.getRuntime().availableProcessors());
        report.detail("heap", Runtime.getRuntime().maxMemory());
        report.detail("diagnostics", Device.diagnostics().strip().replace("\n", "; "));
        if (device.type().equals("cuda")) {
            report.detail("libraries", CudaNatives.get().toString());
        }
        report.detail("devices", Device.all().toString());
        DeviceInfo info = device.info();
        report.detail("device", info.name());
        report.detail("detail", info.detail());
        report.detail("memory", device.memoryStats().toString());
        attempts.attempt("compiler", () -> {
            String missing = device.type().equals("cuda") ? CudaNatives.get().missingCompiler() : null;
            if (missing != null) {
                throw new DeviceException("everything will be slow: " + missing);
            }
        });
        attempts.attempt("addition", () -> {
            float[] sum = Tensor.of(1f, 2f)
                    .to(device)
                    .add(Tensor.of(3f, 4f).to(device))
                    .toFloatArray();
            if (sum[0] != 4 || sum[1] != 6) {
                throw new AssertionError("1 + 3 and 2 + 4 are " + sum[0] + " and " + sum[1]);
            }
        });
    }
}
