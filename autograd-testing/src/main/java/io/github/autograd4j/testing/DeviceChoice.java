package io.github.autograd4j.testing;

import io.github.autograd4j.Backends;
import io.github.autograd4j.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The devices to run on, and those that there are not.
 *
 * @param available the devices, the one to compare with first
 * @param missing for each device or kind of device why it is not available
 */
record DeviceChoice(List<Device> available, Map<String, String> missing) {
    /** All devices found, the CPU first. */
    static DeviceChoice all() {
        List<Device> devices = new ArrayList<>(Device.all());
        if (devices.remove(Device.cpu())) {
            devices.add(0, Device.cpu());
        }
        return new DeviceChoice(List.copyOf(devices), Backends.unavailable());
    }

    static DeviceChoice of(String... names) {
        if (names.length == 0) {
            return all();
        }
        List<Device> available = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (String name : names) {
            Device device = Device.of(name);
            if (Device.all().contains(device)) {
                available.add(device);
            } else {
                missing.put(name, reason(device));
            }
        }
        return new DeviceChoice(available, missing);
    }

    private static String reason(Device device) {
        String reason = Backends.unavailable().get(device.type());
        long count = Device.all().stream()
                .filter(d -> d.type().equals(device.type()))
                .count();
        return reason != null
                ? reason
                : count == 0
                        ? "no provider of type " + device.type()
                        : "the number of " + device.type() + " devices is " + count;
    }

    /** Whether the system property {@code autograd.require} names a device or its kind. */
    static boolean isRequired(String name) {
        return Arrays.stream(System.getProperty("autograd.require", "").split(","))
                .map(String::strip)
                .anyMatch(required -> !required.isEmpty()
                        && (required.equals(name)
                                || Device.of(required).equals(Device.of(name))
                                || required.equals(Device.of(name).type())));
    }
}
