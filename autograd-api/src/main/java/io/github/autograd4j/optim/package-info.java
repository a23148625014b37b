/**
 * Optimizers, schedules of their learning rates, and limits of gradients; formulas and defaults are PyTorch's.
 */
package io.github.autograd4j.optim;
