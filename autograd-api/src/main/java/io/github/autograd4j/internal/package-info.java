/** Shared helpers without a public contract; not exported. */
package io.github.autograd4j.internal;
