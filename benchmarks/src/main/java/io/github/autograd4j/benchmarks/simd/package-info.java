/** What the machine can do at most, measured with the Vector API; reached by reflection only. */
package io.github.autograd4j.benchmarks.simd;
