/** Operations as data: op records, the scalar vocabulary and point-wise programs. */
package io.github.autograd4j.op;
