/** Tests that need more than one module. */
package io.github.autograd4j.it;
