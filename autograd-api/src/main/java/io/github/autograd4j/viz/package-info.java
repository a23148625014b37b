/**
 * Pictures of computational graphs, as text that other programs show: SVG, DOT, Mermaid. What is watched is computed as
 * ever; nothing here changes a value.
 */
package io.github.autograd4j.viz;
