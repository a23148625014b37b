/** The CUDA device; exports nothing, is found as a service. */
module io.github.autograd4j.cuda {
    requires io.github.autograd4j;
    requires jcublas;
    requires jcuda;
    requires org.slf4j;

    provides io.github.autograd4j.spi.DeviceProvider with
            io.github.autograd4j.cuda.CudaProvider;
}
