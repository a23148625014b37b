/** The pure-Java device with scalar kernels; not exported. */
package io.github.autograd4j.cpu;
