#include "memory.h"

#include <sys/mman.h>

#include <cstring>

#include "errors.h"
#include "settings.h"

namespace emulator {
namespace {

constexpr size_t PAGE = 4096;
constexpr size_t ARENA = size_t{1} << 40;
constexpr size_t REMEMBERED = 4096;
constexpr char SLACK = '\xa5';

size_t round_up(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

template <class M>
typename M::const_iterator around(const M& map, const char* address) {
    auto i = map.upper_bound(address);
    return i == map.begin() ? map.end() : --i;
}

/// The bytes of the pages that do not belong to the allocation must be as they were.
bool slack_is_untouched(const Allocation& a) {
    for (const char* p = a.pages; p < a.base; p++)
        if (*p != SLACK) return false;
    for (const char* p = a.base + a.bytes; p < a.pages + a.page_bytes; p++)
        if (*p != SLACK) return false;
    return true;
}

}  // namespace

Memory memory;

/// Address space is never used twice, so that a stale pointer never points to something new.
char* Memory::reserve(size_t bytes) {
    if (arena_next == nullptr || static_cast<size_t>(arena_end - arena_next) < bytes) {
        size_t size = bytes > ARENA ? bytes : ARENA;
        void* p = MAP_FAILED;
        for (; size >= bytes; size /= 2) {
            p = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
            if (p != MAP_FAILED) break;
        }
        if (p == MAP_FAILED) return nullptr;
        arena_next = static_cast<char*>(p);
        arena_end = arena_next + size;
        arenas[arena_next] = size;
    }
    char* result = arena_next;
    arena_next += bytes;
    return result;
}

CUresult Memory::allocate(int device, size_t bytes, char** result) {
    if (bytes == 0) return CUDA_ERROR_INVALID_VALUE;
    if (device != HOST) {
        count(Counter::ALLOCATIONS);
        if (fails_now(Setting::FAIL_ALLOCATION) || fails_from_now(Setting::FAIL_ALLOCATIONS))
            return fail(CUDA_ERROR_OUT_OF_MEMORY, "injected: out of memory");
        size_t budget = static_cast<size_t>(get(Setting::MEMORY));
        if (bytes > budget || used_bytes[device] > budget - bytes)
            return fail(CUDA_ERROR_OUT_OF_MEMORY, format("out of memory: %zu bytes wanted, %zu of %zu in use", bytes,
                                                         used_bytes[device], budget));
    }
    if (device == HOST && fails_now(Setting::FAIL_PINNED))
        return fail(CUDA_ERROR_OUT_OF_MEMORY, "injected: no pinned memory");
    size_t alignment = static_cast<size_t>(get(Setting::ALIGNMENT));
    size_t page_bytes = round_up(round_up(bytes, alignment), PAGE);
    char* guard = reserve(page_bytes + 2 * PAGE);
    if (!guard || mprotect(guard + PAGE, page_bytes, PROT_READ | PROT_WRITE))
        return fail(CUDA_ERROR_OUT_OF_MEMORY, "the machine has no memory left");
    Allocation a{};
    a.pages = guard + PAGE;
    a.page_bytes = page_bytes;
    a.bytes = bytes;
    a.device = device;
    a.base = get(Setting::GUARD) ? a.pages : a.pages + page_bytes - round_up(bytes, alignment);
    std::memset(a.pages, SLACK, static_cast<size_t>(a.base - a.pages));
    if (get(Setting::POISON)) std::memset(a.base, 0xff, bytes);
    std::memset(a.base + bytes, SLACK, static_cast<size_t>(a.pages + page_bytes - a.base) - bytes);
    allocations[a.base] = a;
    used_bytes[device] += bytes;
    if (device == HOST) {
        count(Counter::PINNED_BYTES, static_cast<int64_t>(bytes));
    } else {
        count(Counter::LIVE_ALLOCATIONS);
        count(Counter::LIVE_BYTES, static_cast<int64_t>(bytes));
        if (get(Counter::LIVE_BYTES) > get(Counter::PEAK_BYTES)) set(Counter::PEAK_BYTES, get(Counter::LIVE_BYTES));
    }
    *result = a.base;
    return CUDA_SUCCESS;
}

CUresult Memory::release(const void* base, int device) {
    auto i = allocations.find(static_cast<const char*>(base));
    if (i == allocations.end() || (device == HOST) != (i->second.device == HOST))
        return fail(CUDA_ERROR_INVALID_VALUE, "free: " + describe(base) + " is not the start of an allocation");
    Allocation a = i->second;
    bool intact = slack_is_untouched(a);
    madvise(a.pages, a.page_bytes, MADV_DONTNEED);
    mprotect(a.pages, a.page_bytes, PROT_NONE);
    allocations.erase(i);
    if (freed.size() >= REMEMBERED) freed.erase(freed.begin());
    freed[a.base] = a;
    used_bytes[a.device] -= a.bytes;
    if (a.device == HOST) {
        count(Counter::PINNED_BYTES, -static_cast<int64_t>(a.bytes));
    } else {
        count(Counter::FREES);
        count(Counter::LIVE_ALLOCATIONS, -1);
        count(Counter::LIVE_BYTES, -static_cast<int64_t>(a.bytes));
    }
    if (intact) return CUDA_SUCCESS;
    return fail(CUDA_ERROR_ILLEGAL_ADDRESS, format("something wrote beside %zu bytes at %p before they were freed",
                                                   a.bytes, static_cast<void*>(a.base)));
}

const Allocation* Memory::find(const void* address) const {
    auto i = around(allocations, static_cast<const char*>(address));
    if (i == allocations.end()) return nullptr;
    return static_cast<const char*>(address) <= i->first + i->second.bytes ? &i->second : nullptr;
}

bool Memory::on_device(const void* address, size_t bytes) const {
    const Allocation* a = find(address);
    return a && a->device != HOST &&
           bytes <= static_cast<size_t>(a->base + a->bytes - static_cast<const char*>(address));
}

bool Memory::pinned(const void* address) const {
    const Allocation* a = find(address);
    if (a) return a->device == HOST;
    auto i = around(registered, static_cast<const char*>(address));
    return i != registered.end() && static_cast<const char*>(address) < i->first + i->second;
}

bool Memory::was_mine(const void* address) const {
    auto i = around(arenas, static_cast<const char*>(address));
    return (i != arenas.end() && static_cast<const char*>(address) < i->first + i->second) || pinned(address);
}

size_t Memory::used(int device) const {
    auto i = used_bytes.find(device);
    return i == used_bytes.end() ? 0 : i->second;
}

std::string Memory::describe(const void* address) const {
    const char* p = static_cast<const char*>(address);
    if (p < reinterpret_cast<const char*>(PAGE)) return format("null pointer (%p)", address);
    const Allocation* best = nullptr;
    auto i = around(allocations, p);
    if (i != allocations.end() && p < i->second.pages + i->second.page_bytes + PAGE) best = &i->second;
    auto next = allocations.lower_bound(p);
    if (!best && next != allocations.end() && p >= next->second.pages - PAGE) {
        return format("%p, %zu bytes before the start of %zu bytes at %p", address,
                      static_cast<size_t>(next->first - p), next->second.bytes, static_cast<const void*>(next->first));
    }
    if (best && p >= best->base + best->bytes)
        return format("%p, %zu bytes past the end of %zu bytes at %p", address,
                      static_cast<size_t>(p - best->base - best->bytes), best->bytes, static_cast<void*>(best->base));
    if (best) return format("%p, inside %zu bytes at %p", address, best->bytes, static_cast<void*>(best->base));
    auto old = around(freed, p);
    if (old != freed.end() && p < old->second.pages + old->second.page_bytes)
        return format("%p, in freed memory (%zu bytes at %p)", address, old->second.bytes,
                      static_cast<const void*>(old->first));
    return format("%p, no memory of the device", address);
}

CUresult Memory::pin(void* base, size_t bytes) {
    return registered.emplace(static_cast<char*>(base), bytes).second ? CUDA_SUCCESS
                                                                      : CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED;
}

CUresult Memory::unpin(void* base) {
    return registered.erase(static_cast<char*>(base)) ? CUDA_SUCCESS : CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED;
}

}  // namespace emulator
