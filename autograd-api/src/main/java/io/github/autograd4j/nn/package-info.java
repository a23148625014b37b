/** Layers, their functional forms, losses and initialisation. */
package io.github.autograd4j.nn;
