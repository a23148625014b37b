/** Graph recording and reverse-mode differentiation; not exported. */
package io.github.autograd4j.autodiff;
