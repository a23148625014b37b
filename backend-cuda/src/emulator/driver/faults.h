// Running code that may fault, and coming back from it.
#pragma once

#include <string>

#include "types.h"

namespace emulator {

struct Fault {
    bool happened = false;
    int signal = 0;
    const void* address = nullptr;
    // Of a trap.
    CUresult code = CUDA_SUCCESS;
    std::string reason;
};

/// Runs the action. A fault in it, on whatever stack, ends it and is described in the result; what the action held is
/// not given back. Faults of other threads, and those that the JVM causes on purpose, go where they went before.
Fault guarded(void (*action)(void*), void* data);

/// Ends the guarded action of this thread.
[[noreturn]] void trap(CUresult code, const std::string& reason, const void* address = nullptr);

}  // namespace emulator
