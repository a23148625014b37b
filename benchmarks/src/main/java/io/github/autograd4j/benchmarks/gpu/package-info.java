/**
 * Benchmarks of a device that queues its work, without JMH, to be run once on a machine that is at hand for minutes:
 * they print as they go and stop when their time is up.
 */
package io.github.autograd4j.benchmarks.gpu;
