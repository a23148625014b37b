package io.github.autograd4j.examples.command;

import io.github.autograd4j.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --device}. */
final class DeviceOption {
    private static final String BEST = "best";

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = BEST,
            converter = Name.class,
            description = "Where to compute: best, cpu, cuda:0 (autograd devices shows what there is).")
    private String name;

    /**
     * The device, started.
     *
     * @throws io.github.autograd4j.DeviceException if it is not there
     */
    Device open() {
        Device device = name.equals(BEST) ? Device.best() : Device.of(name);
        device.info();
        return device;
    }

    /** Refuses what cannot be the name of a device; whether the device is there shows later. */
    static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                if (!text.equals(BEST)) {
                    Device.of(text);
                }
                return text;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
