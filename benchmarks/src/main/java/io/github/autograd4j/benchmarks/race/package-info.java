/**
 * The fixed workloads, timed beside other libraries: every contender is a process of its own, they take turns round by
 * round, and rounds that other programs disturbed are repeated.
 */
package io.github.autograd4j.benchmarks.race;
