/** Text for a terminal: bar charts, previews of images, aligned tables. Nothing here prints; it returns lines. */
package io.github.autograd4j.examples.text;
