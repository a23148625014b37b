/** CUDA C sources, fixed and generated, and the cache of what was compiled from them. */
package io.github.autograd4j.cuda.kernel;
