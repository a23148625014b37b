/** The driver API, NVRTC and cuBLAS: the only package that names JCuda. */
package io.github.autograd4j.cuda.driver;
