/**
 * Pictures of handwritten digits: a data set that is drawn instead of downloaded, and a loader for the user's own
 * pictures. Everything stands on plain arrays; pixels are grey bytes, 0 is the background and 255 is full ink.
 */
package io.github.autograd4j.examples.digits;
