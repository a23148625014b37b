/** What proves a backend: op database, reference device, conformance suite and gradient checks. */
package io.github.autograd4j.testing;
