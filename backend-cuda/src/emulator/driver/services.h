// What the other emulated libraries use of the driver: in a real installation that is the driver's own back door.
#pragma once

#include <cstddef>

namespace emulator {

struct Services {
    /// Queues a library's work on a stream: `run(data)` now or later, then `drop(data)`. Graphs may run it repeatedly.
    int (*submit)(void* stream, int (*run)(void* data), void* data, void (*drop)(void* data));
    /// Whether the range is memory of a device (or pinned); if not, remembers and returns an error.
    int (*check)(const char* who, const void* address, size_t bytes, bool writing);
    /// Memory of the current context's device; null without such a context or without memory.
    void* (*allocate)(size_t bytes);
    void (*release)(void* address);
    /// Remembers and returns an error: an operand of a library lies at no multiple of what it must.
    int (*misaligned)(const char* who, const void* address, size_t alignment);
    /// Whether this thread has a current context in working order.
    int (*has_context)();
};

}  // namespace emulator

/// Exported by libcuda.so.1.
extern "C" const emulator::Services* emuServices();
