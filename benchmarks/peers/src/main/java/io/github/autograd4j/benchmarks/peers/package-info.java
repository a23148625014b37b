/** PyTorch, by the binding of bytedeco, as a contender of the fixed workloads. Built by the profile {@code peers} only. */
package io.github.autograd4j.benchmarks.peers;
