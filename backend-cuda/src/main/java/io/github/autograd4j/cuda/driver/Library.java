package io.github.autograd4j.cuda.driver;

import java.util.List;
import jcuda.JCudaVersion;

/** The libraries of NVIDIA that the backend calls, each through a native of JCuda. */
enum Library {
    DRIVER("the CUDA driver", "libcuda.so.", List.of(1), "JCudaDriver", "jcuda.driver.JCudaDriver"),
    CUBLAS("cuBLAS", "libcublas.so.", List.of(13, 12), "JCublas2", "jcuda.jcublas.JCublas2"),
    NVRTC("NVRTC", "libnvrtc.so.", List.of(13, 12), "JNvrtc", "jcuda.nvrtc.JNvrtc");

    /** How messages call it. */
    final String title;

    /** The versions that can be used, the preferred one first. */
    final List<Integer> versions;

    /** The class of JCuda whose first use loads the native. */
    final String binding;

    private final String prefix;
    private final String jcudaName;

    Library(String title, String prefix, List<Integer> versions, String jcudaName, String binding) {
        this.title = title;
        this.prefix = prefix;
        this.versions = versions;
        this.jcudaName = jcudaName;
        this.binding = binding;
    }

    /** Returns the file's name, which is also the name by which others need it. */
    String fileName(int version) {
        return prefix + version;
    }

    /** Returns the version that JCuda's native was linked against. */
    int linkedVersion() {
        return versions.get(versions.size() - 1);
    }

    /** Returns the file name of JCuda's native. */
    String nativeName() {
        return "lib" + jcudaName + "-" + JCudaVersion.get() + "-linux-x86_64.so";
    }
}
