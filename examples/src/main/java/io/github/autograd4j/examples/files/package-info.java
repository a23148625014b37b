/** Writing files so that nobody finds half of one. */
package io.github.autograd4j.examples.files;
