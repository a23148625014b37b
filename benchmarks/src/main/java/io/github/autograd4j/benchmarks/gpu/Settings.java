package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.Device;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command line.
 *
 * @param device what is measured
 * @param seconds how long everything may take
 * @param json where the results go, a line each, or null
 * @param tiny whether to use sizes with which everything runs in a moment, to see that it does
 * @param only the groups to run, or all if empty
 */
record Settings(Device device, double seconds, Path json, boolean tiny, List<String> only) {
    static final String USAGE = """
            usage: GpuBenchmarks [--device DEVICE] [--seconds N] [--json FILE] [--only GROUP,...] [--tiny]
              groups: copy, gemm, train, train8, pointwise, reduce, loss, launch
            """;

    static Settings parse(String... args) {
        Device device = Device.cuda(0);
        double seconds = 180;
        Path json = null;
        boolean tiny = false;
        List<String> only = List.of();
        for (int i = 0; i < args.length; i++) {
            boolean last = i == args.length - 1;
            if (args[i].equals("--tiny")) {
                tiny = true;
            } else if (last) {
                throw new IllegalArgumentException("unknown option, or no value for it: " + args[i] + "\n" + USAGE);
            } else {
                switch (args[i++]) {
                    case "--device" -> device = Device.of(args[i]);
                    case "--seconds" -> seconds = Double.parseDouble(args[i]);
                    case "--json" -> json = Path.of(args[i]);
                    case "--only" -> only = Arrays.asList(args[i].split(","));
                    default -> throw new IllegalArgumentException("unknown option: " + args[i - 1] + "\n" + USAGE);
                }
            }
        }
        return new Settings(device, seconds, json, tiny, only);
    }
}
