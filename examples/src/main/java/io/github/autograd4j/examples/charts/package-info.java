/** Pictures of what a training did, as PNG files, drawn without a display. */
package io.github.autograd4j.examples.charts;
