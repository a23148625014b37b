/** The CUDA device; exports nothing, is found as a service. */
module io.github.autograd4j.cuda {
    requires io.github.autograd4j;
    requires org.slf4j;
}
