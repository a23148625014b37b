/** The pure-Java device; exports nothing, is found as a service. */
module io.github.autograd4j.cpu {
    requires io.github.autograd4j;
    requires org.slf4j;

    provides io.github.autograd4j.spi.DeviceProvider with
            io.github.autograd4j.cpu.CpuProvider;
}
