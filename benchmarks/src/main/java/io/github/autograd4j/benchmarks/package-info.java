/** JMH benchmarks of kernels, recording and training steps. */
package io.github.autograd4j.benchmarks;
