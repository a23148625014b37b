/** The checks that run on a machine with a GPU: each a stage, in a process of its own, with a file for its results. */
package io.github.autograd4j.gpucheck;
