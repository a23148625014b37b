#include "services.h"

#include "memory.h"
#include "settings.h"
#include "stream.h"

using namespace emulator;

namespace {

struct Work {
    int (*run)(void*);
    void* data;
    void (*drop)(void*);
    ~Work() { drop(data); }
};

int submit_work(void* handle, int (*run)(void*), void* data, void (*drop)(void*)) {
    std::shared_ptr<Work> work(new Work{run, data, drop});
    return in_context([&](Context& c) {
        Stream* s = stream_of(c, static_cast<Stream*>(handle));
        if (!s) return CUDA_ERROR_INVALID_HANDLE;
        if (!s->capture) count(Counter::LIBRARY_CALLS);
        return submit(*s, [work] { return static_cast<CUresult>(work->run(work->data)); });
    });
}

int check(const char* who, const void* address, size_t bytes, bool writing) {
    if (memory.on_device(address, bytes)) return CUDA_SUCCESS;
    const Allocation* a = memory.find(address);
    if (a && static_cast<size_t>(a->base + a->bytes - static_cast<const char*>(address)) >= bytes) return CUDA_SUCCESS;
    const char* end = static_cast<const char*>(address) + (bytes ? bytes - 1 : 0);
    return fail(CUDA_ERROR_ILLEGAL_ADDRESS,
                format("illegal memory access: %s %s %zu bytes from %p to ", who, writing ? "writes" : "reads", bytes, address) +
                    memory.describe(a ? end : address));
}

void* allocate(size_t bytes) {
    char* result = nullptr;
    in_context([&](Context& c) { return memory.allocate(c.device, bytes, &result); });
    return result;
}

void release(void* address) {
    in_context([&](Context& c) { return memory.release(address, c.device); });
}

int misaligned(const char* who, const void* address, size_t alignment) {
    return fail(CUDA_ERROR_MISALIGNED_ADDRESS,
                format("misaligned memory access: %s is at no multiple of %zu: ", who, alignment) + memory.describe(address));
}

int has_context() {
    return in_context([](Context&) { return CUDA_SUCCESS; }) == CUDA_SUCCESS;
}

}  // namespace

EMU_EXPORT const Services* emuServices() {
    static const Services services = {submit_work, check, allocate, release, misaligned, has_context};
    return &services;
}
