package io.github.autograd4j.cuda.driver;

import jcuda.driver.CUresult;
import jcuda.jcublas.cublasStatus;

/** The names of return codes, as messages show them: number and name. Needs no native library. */
final class NativeCodes {
    private NativeCodes() {}

    static String driver(int code) {
        return code + " " + CUresult.stringFor(code);
    }

    static String cublas(int code) {
        return code + " " + cublasStatus.stringFor(code);
    }
}
