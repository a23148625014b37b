package io.github.autograd4j.gpucheck;

/** How the process of a stage ends. {@code gpu-check} knows these codes; with any other one the process crashed. */
enum Ending {
    /** Everything was tried, and nothing failed. */
    PASSED(0),
    /** Something failed, and there is no more to try, or no time. */
    FAILED(1),
    /** Time was up; nothing failed so far. */
    CUT_SHORT(3),
    /** There is no such device here. */
    NO_DEVICE(4),
    /** The device is lost to this process; another one can go on. */
    AGAIN(5);

    final int code;

    Ending(int code) {
        this.code = code;
    }
}
