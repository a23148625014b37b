/** Programs that tests start in other JVMs. */
package io.github.autograd4j.launch;
