package io.github.autograd4j.cuda.driver;

import io.github.autograd4j.DeviceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jcuda.nvrtc.JNvrtc;
import jcuda.nvrtc.nvrtcProgram;
import jcuda.nvrtc.nvrtcResult;

/** The run-time compiler of kernels. */
public final class Nvrtc {
    private final String version;
    private final int[] architectures;

    /** Asks the library, whose native is loaded, what it can do. */
    public Nvrtc() {
        JNvrtc.setExceptionsEnabled(false);
        int[] major = {0};
        int[] minor = {0};
        check(JNvrtc.nvrtcVersion(major, minor), "nvrtcVersion");
        version = major[0] + "." + minor[0];
        int[] count = {0};
        check(JNvrtc.nvrtcGetNumSupportedArchs(count), "nvrtcGetNumSupportedArchs");
        architectures = new int[count[0]];
        check(JNvrtc.nvrtcGetSupportedArchs(architectures), "nvrtcGetSupportedArchs");
        Arrays.sort(architectures);
    }

    /**
     * Returns the library's version.
     *
     * @return for example {@code 12.6}
     */
    public String version() {
        return version;
    }

    /**
     * Returns the oldest architecture that it compiles for.
     *
     * @return for example 75
     */
    public int oldestArchitecture() {
        return architectures[0];
    }

    /**
     * Compiles for an architecture: to a CUBIN if the library knows it, else to PTX for the newest one that it knows.
     *
     * @param source CUDA C++ without includes
     * @param name a file name for messages
     * @param architecture for example 90
     * @return what {@link Gpu#load} takes
     * @throws DeviceException with the compiler's messages if the source is wrong
     */
    public byte[] compile(String source, String name, int architecture) {
        boolean exact = Arrays.binarySearch(architectures, architecture) >= 0;
        String target = exact ? "sm_" + architecture : "compute_" + newestUpTo(architecture);
        nvrtcProgram program = new nvrtcProgram();
        check(JNvrtc.nvrtcCreateProgram(program, source, name, 0, null, null), "nvrtcCreateProgram");
        try {
            String[] options = {"--gpu-architecture=" + target, "--std=c++17"};
            int code = JNvrtc.nvrtcCompileProgram(program, options.length, options);
            if (code != nvrtcResult.NVRTC_SUCCESS) {
                String[] log = {""};
                JNvrtc.nvrtcGetProgramLog(program, log);
                throw new DeviceException("compile: " + name + ": " + JNvrtc.nvrtcGetErrorString(code) + "\n" + log[0]);
            }
            return exact ? cubin(program) : ptx(program);
        } finally {
            JNvrtc.nvrtcDestroyProgram(program);
        }
    }

    private int newestUpTo(int architecture) {
        int oldest = oldestArchitecture();
        if (architecture < oldest) {
            throw new DeviceException("compile: NVRTC " + version + " compiles for sm_" + oldest
                    + " and later, the device is sm_" + architecture);
        }
        int newest = oldest;
        for (int candidate : architectures) {
            if (candidate <= architecture) {
                newest = candidate;
            }
        }
        return newest;
    }

    private static byte[] cubin(nvrtcProgram program) {
        long[] size = {0};
        check(JNvrtc.nvrtcGetCUBINSize(program, size), "nvrtcGetCUBINSize");
        byte[] image = new byte[Math.toIntExact(size[0])];
        check(JNvrtc.nvrtcGetCUBIN(program, image), "nvrtcGetCUBIN");
        return image;
    }

    private static byte[] ptx(nvrtcProgram program) {
        String[] text = {""};
        check(JNvrtc.nvrtcGetPTX(program, text), "nvrtcGetPTX");
        return (text[0] + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static void check(int code, String call) {
        if (code != nvrtcResult.NVRTC_SUCCESS) {
            throw new DeviceException("compile: " + call + ": " + JNvrtc.nvrtcGetErrorString(code));
        }
    }
}
