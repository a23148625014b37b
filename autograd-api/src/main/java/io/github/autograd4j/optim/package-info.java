/** Optimizers and learning-rate schedules. */
package io.github.autograd4j.optim;
