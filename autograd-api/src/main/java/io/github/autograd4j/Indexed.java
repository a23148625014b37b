package io.github.autograd4j;

/**
 * Values and where they were found along an axis.
 *
 * @param values the values
 * @param indices their positions, int64
 */
public record Indexed(Tensor values, Tensor indices) {}
