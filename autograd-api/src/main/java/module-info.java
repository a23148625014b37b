/** Tensors, operations, differentiation, layers, optimizers, and the interface that backends implement. */
module io.github.autograd4j {
    requires java.management;
    requires org.slf4j;

    uses io.github.autograd4j.spi.DeviceProvider;

    exports io.github.autograd4j;
    exports io.github.autograd4j.op;
    exports io.github.autograd4j.spi;

    // An export needs a class in its package: uncomment each with the first one.
    exports io.github.autograd4j.data;
    exports io.github.autograd4j.io;
    exports io.github.autograd4j.nn;
    exports io.github.autograd4j.optim;
    exports io.github.autograd4j.viz;
}
