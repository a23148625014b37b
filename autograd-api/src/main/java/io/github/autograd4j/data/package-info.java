/** Datasets, samplers and loaders. */
package io.github.autograd4j.data;
