/**
 * Learning to read digits: data sets, models, the loop, and what a training leaves in a folder. Everything random comes
 * from the seed, and nothing here prints.
 */
package io.github.autograd4j.examples.train;
