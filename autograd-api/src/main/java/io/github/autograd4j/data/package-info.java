/**
 * Data sets, loaders that make batches of them, transforms, and readers of file formats. What comes from outside is
 * checked before memory is allocated for it.
 */
package io.github.autograd4j.data;
