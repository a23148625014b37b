// Device and pinned memory: every allocation between guard pages, poisoned when new, unmapped for good when freed.
#pragma once

#include <map>
#include <string>

#include "types.h"

namespace emulator {

constexpr int HOST = -1;

struct Allocation {
    char *base, *pages;
    size_t bytes, page_bytes;
    int device;  // or HOST
};

class Memory {
  public:
    CUresult allocate(int device, size_t bytes, char** result);
    CUresult release(const void* base, int device);

    /// The allocation around the address, or null.
    const Allocation* find(const void* address) const;
    /// Whether all of the range lies in one allocation of a device.
    bool on_device(const void* address, size_t bytes) const;
    bool pinned(const void* address) const;
    /// Whether the address was ever handed out as device or pinned memory.
    bool was_mine(const void* address) const;
    size_t used(int device) const;

    /// What is at the address, for people: "4 bytes past the end of 400 bytes at 0x…".
    std::string describe(const void* address) const;

    /// Memory that the program allocated itself and pinned.
    CUresult pin(void* base, size_t bytes);
    CUresult unpin(void* base);

  private:
    char* reserve(size_t bytes);

    std::map<const char*, Allocation> allocations;
    std::map<const char*, Allocation> freed;  // the most recent, to name what a stray pointer points to
    std::map<const char*, size_t> registered;
    std::map<const char*, size_t> arenas;
    std::map<int, size_t> used_bytes;
    char *arena_next = nullptr, *arena_end = nullptr;
};

extern Memory memory;

}  // namespace emulator
