/**
 * Layers, their functional forms, losses and initialisation. A layer is a {@link io.github.autograd4j.nn.Module} that
 * holds parameters under PyTorch's names and applies a function of {@link io.github.autograd4j.nn.Functional}; defaults
 * and first values are PyTorch's too.
 */
package io.github.autograd4j.nn;
