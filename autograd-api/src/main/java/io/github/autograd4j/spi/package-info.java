/** What a backend implements: providers, backends, buffers, views and capabilities. */
package io.github.autograd4j.spi;
