package io.github.autograd4j.cuda.driver;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions that this package calls. Calling one that the library on the machine has not would end the process, so a
 * library is refused before the first call if it lacks any of them. A test compares the list with the compiled classes.
 */
final class NativeCalls {
    private static final Map<Library, Set<String>> CALLS =
            Map.of(Library.DRIVER, words("""
                    cuCtxSetCurrent cuCtxSynchronize cuDeviceGet cuDeviceGetAttribute
                    cuDeviceGetCount cuDeviceGetName cuDevicePrimaryCtxRelease
                    cuDevicePrimaryCtxRetain cuDeviceTotalMem cuDriverGetVersion cuEventCreate
                    cuEventDestroy cuEventElapsedTime cuEventQuery cuEventRecord cuEventSynchronize
                    cuGetErrorName cuGetErrorString cuInit cuLaunchKernel cuMemAlloc cuMemFree
                    cuMemFreeHost cuMemGetInfo cuMemHostAlloc cuMemcpyDtoDAsync cuMemcpyDtoHAsync
                    cuMemcpyHtoDAsync cuMemcpyPeerAsync cuMemsetD8Async cuModuleGetFunction
                    cuModuleLoadDataEx cuModuleUnload cuStreamCreate cuStreamDestroy cuStreamQuery
                    cuStreamSynchronize cuStreamWaitEvent
                    """), Library.CUBLAS, words("""
                    cublasCreate cublasDestroy cublasGemmEx cublasGemmStridedBatchedEx
                    cublasSetMathMode cublasSetStream cublasSetWorkspace
                    """), Library.NVRTC, words("""
                    nvrtcCompileProgram nvrtcCreateProgram nvrtcDestroyProgram nvrtcGetCUBIN
                    nvrtcGetCUBINSize nvrtcGetErrorString nvrtcGetNumSupportedArchs nvrtcGetPTX
                    nvrtcGetPTXSize nvrtcGetProgramLog nvrtcGetProgramLogSize nvrtcGetSupportedArchs
                    nvrtcVersion
                    """));

    /** A symbol and the suffixes that tell versions of one function apart. */
    private static final Pattern SYMBOL = Pattern.compile("(\\w+?)(_v\\d+)?(_ptsz|_ptds)?");

    private NativeCalls() {}

    private static Set<String> words(String list) {
        return Set.of(list.strip().split("\\s+"));
    }

    /** Returns the listed calls into a library, as symbols without a version. */
    static Set<String> to(Library library) {
        return CALLS.get(library);
    }

    /** Returns the function that a method of JCuda calls, which may have another name. */
    static String function(String method) {
        if (method.equals("cuModuleLoadDataJIT")) {
            return "cuModuleLoadDataEx";
        }
        return method.endsWith("_new") ? method.substring(0, method.length() - "_new".length()) : method;
    }

    /** Returns the function that a symbol is a version of. */
    static String functionOf(String symbol) {
        Matcher matcher = SYMBOL.matcher(symbol);
        return matcher.matches() ? matcher.group(1) : symbol;
    }

    /** Returns the symbols that a native needs for the listed calls and a library has not. */
    static Set<String> missing(Library library, Set<String> imports, Set<String> exports) {
        Set<String> missing = new TreeSet<>();
        for (String symbol : imports) {
            if (to(library).contains(functionOf(symbol)) && !exports.contains(symbol)) {
                missing.add(symbol);
            }
        }
        return missing;
    }
}
