/**
 * Nine small programs, each worked through by hand somewhere on the web, computed here with the public API and checked
 * against the closed form in plain Java. Each reads on its own.
 */
package io.github.autograd4j.examples.tour;
