package io.github.autograd4j.cuda.driver;

import io.github.autograd4j.cuda.driver.LibraryLoader.Outcome;
import java.util.EnumMap;
import java.util.Map;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver, cuBLAS and NVRTC, found and loaded into this process when first asked for. Nothing here throws: what is
 * missing is a reason, one for each library, since without a compiler there may still be compiled kernels.
 */
public final class CudaNatives {
    private static final Logger LOG = LoggerFactory.getLogger(CudaNatives.class);

    /** The property that, if it is {@code off}, leaves the compiler aside. */
    private static final String NVRTC = "autograd.cuda.nvrtc";

    private static final class Holder {
        static final CudaNatives LOADED = load(Platform.ofThisMachine());
    }

    private final Map<Library, Outcome> libraries;
    private final int version;
    private final int devices;

    private CudaNatives(Map<Library, Outcome> libraries, int version, int devices) {
        this.libraries = new EnumMap<>(libraries);
        this.version = version;
        this.devices = devices;
    }

    /**
     * Returns what this process has, loading it at the first call.
     *
     * @return the same object each time
     */
    public static CudaNatives get() {
        return Holder.LOADED;
    }

    static CudaNatives load(Platform platform) {
        CudaNatives natives;
        try {
            natives = tryLoad(platform);
        } catch (LinkageError | RuntimeException e) {
            natives = without("JCuda does not start: " + e);
        }
        if (natives.missing() == null) {
            LOG.info("{}", natives);
        }
        return natives;
    }

    private static CudaNatives tryLoad(Platform platform) {
        String unsupported = platform.unsupported();
        if (unsupported != null) {
            return without(unsupported);
        }
        LibraryLoader loader = new LibraryLoader(SearchPath.of(platform), PrivateFolder.of(platform));
        Map<Library, Outcome> libraries = new EnumMap<>(Library.class);
        Outcome driver = loader.load(Library.DRIVER, Integer.MAX_VALUE);
        if (!driver.usable()) {
            return without(driver.missing() + "; is the NVIDIA driver installed?");
        }
        int[] answer = new int[1];
        int code = JCudaDriver.cuInit(0);
        if (code == CUresult.CUDA_SUCCESS) {
            code = JCudaDriver.cuDeviceGetCount(answer);
        }
        int devices = answer[0];
        if (code == CUresult.CUDA_SUCCESS) {
            code = devices == 0 ? CUresult.CUDA_ERROR_NO_DEVICE : JCudaDriver.cuDriverGetVersion(answer);
        }
        if (code != CUresult.CUDA_SUCCESS) {
            return without(driver.file() + " finds no device: " + NativeCodes.driver(code));
        }
        int version = answer[0];
        libraries.put(Library.DRIVER, driver);
        libraries.put(
                Library.NVRTC,
                "off".equals(platform.property(NVRTC))
                        ? Outcome.missing("switched off by the property " + NVRTC)
                        : loader.load(Library.NVRTC, version / 1000));
        libraries.put(Library.CUBLAS, loader.load(Library.CUBLAS, version / 1000));
        return new CudaNatives(libraries, version, devices);
    }

    private static CudaNatives without(String reason) {
        Map<Library, Outcome> libraries = new EnumMap<>(Library.class);
        for (Library library : Library.values()) {
            libraries.put(library, Outcome.missing(reason));
        }
        return new CudaNatives(libraries, 0, 0);
    }

    /**
     * Returns why kernels cannot run at all: there is no driver, no device or no cuBLAS.
     *
     * @return the reason, in one line; null if they can
     */
    public String missing() {
        String driver = libraries.get(Library.DRIVER).missing();
        return driver != null ? driver : libraries.get(Library.CUBLAS).missing();
    }

    /**
     * Returns why kernels cannot be compiled here.
     *
     * @return the reason, in one line; null if they can
     */
    public String missingCompiler() {
        return libraries.get(Library.NVRTC).missing();
    }

    /**
     * Returns how many devices the driver has.
     *
     * @return the count; 0 if the driver is missing
     */
    public int devices() {
        return devices;
    }

    /**
     * Returns the version of CUDA that the driver is for.
     *
     * @return for example 12060 for 12.6; 0 if the driver is missing
     */
    public int version() {
        return version;
    }

    private String describe(Library library) {
        Outcome outcome = libraries.get(library);
        return library.title + (outcome.usable() ? " " + outcome.file() : " missing (" + outcome.missing() + ")");
    }

    @Override
    public String toString() {
        String missing = missing();
        return missing != null
                ? "cuda unavailable: " + missing
                : "cuda: " + devices + (devices == 1 ? " device" : " devices") + ", CUDA " + version / 1000 + "."
                        + version % 1000 / 10 + "; " + describe(Library.DRIVER) + ", " + describe(Library.CUBLAS)
                        + ", " + describe(Library.NVRTC);
    }
}
