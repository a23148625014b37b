/** Pictures of graphs and programs. */
package io.github.autograd4j.viz;
