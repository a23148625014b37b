/** The CUDA device; not exported. */
package io.github.autograd4j.cuda;
