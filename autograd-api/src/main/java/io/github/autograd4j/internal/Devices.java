package io.github.autograd4j.internal;

import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.LeakReport;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;
import io.github.autograd4j.spi.DeviceProvider.Availability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers found, and the devices started so far. A provider that fails never keeps another from working. */
public final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    /** Names the default device. */
    private static final String DEVICE_PROPERTY = "autograd.device";

    private static final Map<Device, DeviceRuntime> STARTED = new ConcurrentHashMap<>();

    /** Those that did not start when they were last asked to, and why. */
    private static final Map<Device, String> FAILED = new ConcurrentHashMap<>();

    /** Those of the started that no provider offers. */
    private static final Set<Device> ADDED = ConcurrentHashMap.newKeySet();

    /** A provider, which is probed when its devices are first asked for: who uses the CPU loads no driver. */
    private static final class Found {
        final DeviceProvider provider;
        private Availability availability;

        Found(DeviceProvider provider) {
            this.provider = provider;
        }

        synchronized Availability availability() {
            if (availability == null) {
                try {
                    availability = provider.probe();
                } catch (LinkageError | RuntimeException e) {
                    availability = Availability.unavailable("its probe failed: " + e);
                }
                if (availability.count() == 0) {
                    LOG.info("{} unavailable: {}", provider.type(), availability.reason());
                }
            }
            return availability;
        }
    }

    /** Looks once, when first needed. */
    private static final class Holder {
        static final List<String> BROKEN = new ArrayList<>();
        static final List<Found> FOUND = discover(BROKEN);
    }

    /** Apart from what was found, which can be asked for although the property is malformed. */
    private static volatile Device initial;

    private Devices() {}

    private static List<Found> discover(List<String> broken) {
        List<Found> found = new ArrayList<>();
        ServiceLoader<DeviceProvider> loader = ServiceLoader.load(DeviceProvider.class, Devices.class.getClassLoader());
        Iterator<DeviceProvider> providers = loader.iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                DeviceProvider provider = providers.next();
                if (provider.apiVersion() != DeviceProvider.API_VERSION) {
                    broken.add(provider.getClass().getName() + ": made for version " + provider.apiVersion()
                            + " of the device interface, this is version " + DeviceProvider.API_VERSION);
                } else {
                    found.add(new Found(provider));
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                broken.add(e.toString());
            }
        }
        found.sort(Comparator.comparingInt((Found f) -> f.provider.priority()).reversed());
        return List.copyOf(found);
    }

    private static Device initialDevice() {
        String named = System.getProperty(DEVICE_PROPERTY);
        if (named != null) {
            return Device.of(named);
        }
        boolean cpu = Holder.FOUND.stream().anyMatch(f -> f.provider.type().equals("cpu"));
        return cpu ? Device.cpu() : best();
    }

    /** Returns where threads that did not choose make tensors. */
    public static Device initial() {
        Device known = initial;
        if (known == null) {
            initial = known = initialDevice();
        }
        return known;
    }

    /** See {@link Device#best()}. */
    public static Device best() {
        String named = System.getProperty(DEVICE_PROPERTY);
        if (named != null) {
            return runtime(Device.of(named)).device();
        }
        List<Device> all = all();
        for (Device device : all) {
            if (FAILED.containsKey(device)) {
                continue; // the best is always the same, although another process may let go of it meanwhile
            }
            try {
                return runtime(device).device();
            } catch (LinkageError | RuntimeException e) {
                LOG.warn("{} does not start, looking for another device: {}", device, e.getMessage());
            }
        }
        throw new DeviceException((all.isEmpty()
                        ? "device: no device found; add backend-cpu or backend-cuda to the class path\n"
                        : "device: none of the devices found starts\n")
                + diagnostics());
    }

    /** See {@link Device#all()}. */
    public static List<Device> all() {
        List<Device> devices = new ArrayList<>();
        for (Found found : Holder.FOUND) {
            for (int i = 0; i < found.availability().count(); i++) {
                devices.add(Device.of(found.provider.type() + ":" + i));
            }
        }
        return List.copyOf(devices);
    }

    /** See {@link Device#diagnostics()}. */
    public static String diagnostics() {
        StringBuilder text = new StringBuilder();
        for (Found found : Holder.FOUND) {
            Availability availability = found.availability();
            text.append(found.provider.type())
                    .append(
                            availability.count() > 0
                                    ? ": " + availability.count() + " device" + (availability.count() > 1 ? "s" : "")
                                            + (availability.reason() == null ? "" : "; " + availability.reason())
                                    : " unavailable: " + availability.reason())
                    .append('\n');
        }
        FAILED.forEach((device, reason) ->
                text.append(device).append(" does not start: ").append(reason).append('\n'));
        for (String broken : Holder.BROKEN) {
            text.append("broken provider: ").append(broken).append('\n');
        }
        return text.length() == 0 ? "no device provider on the class path\n" : text.toString();
    }

    /** See {@link io.github.autograd4j.Backends#unavailable()}. */
    public static Map<String, String> unavailable() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Found found : Holder.FOUND) {
            if (found.availability().count() == 0) {
                reasons.put(found.provider.type(), found.availability.reason());
            }
        }
        return reasons;
    }

    /** See {@link io.github.autograd4j.Backends#add}. */
    public static Device add(String type, Backend backend) {
        for (Found found : Holder.FOUND) {
            if (found.provider.type().equals(type)) {
                throw new IllegalArgumentException("device: there is a provider of type " + type);
            }
        }
        for (int index = 0; ; index++) {
            Device device = Device.of(type + ":" + index);
            DeviceRuntime runtime = new DeviceRuntime(device, backend);
            if (STARTED.putIfAbsent(device, runtime) == null) {
                ADDED.add(device);
                return device;
            }
        }
    }

    /** See {@link io.github.autograd4j.Backends#remove}. */
    public static void remove(Device device) {
        if (!ADDED.remove(device)) {
            throw new IllegalArgumentException("device: " + device + " was not added");
        }
        STARTED.remove(device).backend().close();
    }

    /** See {@link io.github.autograd4j.LeakReport#collect()}. */
    public static LeakReport leaks() {
        HeapCollection.run();
        for (DeviceRuntime runtime : STARTED.values()) {
            runtime.garbage().sweep();
        }
        return Leaks.report();
    }

    /** Returns a device, started if need be. */
    public static DeviceRuntime runtime(Device device) {
        DeviceRuntime runtime = STARTED.get(device);
        return runtime != null ? runtime : STARTED.computeIfAbsent(device, Devices::start);
    }

    private static DeviceRuntime start(Device device, DeviceProvider provider) {
        try {
            DeviceRuntime runtime = new DeviceRuntime(device, provider.open(device.index()));
            FAILED.remove(device);
            return runtime;
        } catch (LinkageError | RuntimeException e) {
            FAILED.put(device, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static DeviceRuntime start(Device device) {
        for (Found found : Holder.FOUND) {
            if (found.provider.type().equals(device.type())) {
                Availability availability = found.availability();
                if (device.index() < availability.count()) {
                    return start(device, found.provider);
                }
                throw new DeviceException("device: " + device + " unavailable: "
                        + (availability.count() == 0
                                ? availability.reason()
                                : "the number of " + device.type() + " devices is " + availability.count()));
            }
        }
        throw new DeviceException("device: " + device + " unavailable: no provider of type " + device.type()
                + (Holder.BROKEN.isEmpty() ? "" : "; broken: " + Holder.BROKEN));
    }
}
