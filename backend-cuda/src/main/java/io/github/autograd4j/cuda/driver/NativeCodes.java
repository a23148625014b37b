package io.github.autograd4j.cuda.driver;

import jcuda.driver.CUresult;
import jcuda.jcublas.cublasStatus;
import jcuda.nvrtc.nvrtcResult;

/** The names of return codes, as messages show them: number and name. Needs no native library. */
final class NativeCodes {
    private NativeCodes() {}

    static String driver(int code) {
        return code + " " + CUresult.stringFor(code);
    }

    static String nvrtc(int code) {
        return code + " " + nvrtcResult.stringFor(code);
    }

    static String cublas(int code) {
        return code + " " + cublasStatus.stringFor(code);
    }
}
