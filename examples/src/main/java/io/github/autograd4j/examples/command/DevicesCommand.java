package io.github.autograd4j.examples.command;

import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.spi.DeviceInfo;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code autograd devices}. */
@Command(name = "devices", description = "Show the devices found, the kernels chosen, and why others were not found.")
final class DevicesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        List<String> diagnostics = Device.diagnostics().lines().toList();
        List<Map<String, Object>> devices = new ArrayList<>();
        for (Device device : Device.all()) {
            devices.add(describe(device));
        }
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("devices", devices);
            all.put("best", devices.isEmpty() ? null : Device.best().toString());
            all.put("diagnostics", diagnostics);
            out.println(Json.line(all));
            return;
        }
        for (Map<String, Object> device : devices) {
            out.println(text(device, device.get("device").equals(Device.best().toString())));
        }
        out.println();
        diagnostics.forEach(out::println);
    }

    private static Map<String, Object> describe(Device device) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("device", device.toString());
        try {
            DeviceInfo info = device.info();
            entry.put("name", info.name());
            entry.put("detail", info.detail());
            if (info.totalMemory() >= 0) {
                entry.put("memory_bytes", info.totalMemory());
            }
        } catch (DeviceException e) {
            entry.put("error", ErrorText.of(e));
        }
        return entry;
    }

    private static String text(Map<String, Object> device, boolean best) {
        StringBuilder line = new StringBuilder(device.get("device").toString());
        if (device.containsKey("error")) {
            return line.append("  failed: ").append(device.get("error")).toString();
        }
        line.append("  ").append(device.get("name")).append(", ").append(device.get("detail"));
        if (device.get("memory_bytes") instanceof Long bytes) {
            line.append(", ").append(bytes >> 20).append(" MiB");
        }
        return line.append(best ? "  (best)" : "").toString();
    }
}
