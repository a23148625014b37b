// Running code that may fault, and coming back from it.
#pragma once

#include <string>

namespace emulator {

struct Fault {
    bool happened = false;
    int signal = 0;
    const void* address = nullptr;
    const char* reason = nullptr;  // of a trap
};

/// Runs the action. A fault in it, on whatever stack, ends it and is described in the result; what the action held is
/// not given back. Faults of other threads, and those that the JVM causes on purpose, go where they went before.
Fault guarded(void (*action)(void*), void* data);

/// Ends the guarded action of this thread.
[[noreturn]] void trap(const char* reason);

}  // namespace emulator
