/** File formats for tensors and models. */
package io.github.autograd4j.io;
