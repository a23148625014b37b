// Allocation, copies and fills.
#include <cstring>
#include <string>
#include <vector>

#include "memory.h"
#include "settings.h"
#include "stream.h"

using namespace emulator;

namespace {

char* at(CUdeviceptr p) { return reinterpret_cast<char*>(p); }

CUresult must_be_on_device(const char* what, const char* address, size_t bytes) {
    if (bytes == 0 || memory.on_device(address, bytes)) return CUDA_SUCCESS;
    return fail(CUDA_ERROR_INVALID_VALUE,
                format("%s of %zu bytes at ", what, bytes) + memory.describe(address));
}

/// Checks now, as the real driver does, and again when the work runs: memory may have been freed by then.
CUresult copy(Context& c, Stream* handle, char* to, bool to_device, const char* from, bool from_device, size_t bytes) {
    Stream* stream = stream_of(c, handle);
    if (!stream) return CUDA_ERROR_INVALID_HANDLE;
    auto check = [=] {
        CUresult r = to_device ? must_be_on_device("copy", to, bytes) : CUDA_SUCCESS;
        return r == CUDA_SUCCESS && from_device ? must_be_on_device("copy", from, bytes) : r;
    };
    if (CUresult r = check()) return r;
    count(to_device ? from_device ? Counter::COPIES_ON_DEVICE : Counter::COPIES_TO_DEVICE : Counter::COPIES_TO_HOST);
    // Pageable host memory has been read when the call returns; pinned memory is read when the work runs.
    std::shared_ptr<std::string> staged;
    if (!from_device && !memory.pinned(from) && get(Setting::DEFERRED)) staged = std::make_shared<std::string>(from, bytes);
    const char* host = from_device ? to : from;
    bool pinned = memory.pinned(host);
    CUresult r = submit(*stream, [=] {
        if (check() != CUDA_SUCCESS) return CUDA_ERROR_ILLEGAL_ADDRESS;
        if (pinned && !memory.pinned(host))
            return fail(CUDA_ERROR_ILLEGAL_ADDRESS, "copy: pinned memory was freed before: " + memory.describe(host));
        std::memmove(to, staged ? staged->data() : from, bytes);
        return CUDA_SUCCESS;
    });
    // And pageable memory has been written when the call returns.
    if (r == CUDA_SUCCESS && !to_device && !memory.pinned(to) && !stream->capture) return synchronize(*stream);
    return r;
}

template <class T>
CUresult fill(CUdeviceptr p, T value, size_t n, Stream* handle) {
    return in_context([&](Context& c) {
        Stream* stream = stream_of(c, handle);
        if (!stream) return CUDA_ERROR_INVALID_HANDLE;
        if (p % sizeof(T)) return CUDA_ERROR_INVALID_VALUE;
        char* to = at(p);
        if (CUresult r = must_be_on_device("fill", to, n * sizeof(T))) return r;
        count(Counter::FILLS);
        return submit(*stream, [=] {
            if (must_be_on_device("fill", to, n * sizeof(T)) != CUDA_SUCCESS) return CUDA_ERROR_ILLEGAL_ADDRESS;
            for (size_t i = 0; i < n; i++) reinterpret_cast<T*>(to)[i] = value;
            return CUDA_SUCCESS;
        });
    });
}

/// A copy after which the host has waited.
template <class F>
CUresult waiting(F call) {
    return in_context([&](Context& c) {
        count(Counter::HOST_WAITS);
        if (c.legacy->capture) return CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED;
        CUresult r = call(c);
        return r == CUDA_SUCCESS ? synchronize(*c.legacy) : r;
    });
}

}  // namespace

EMU_EXPORT CUresult cuMemAlloc_v2(CUdeviceptr* result, size_t bytes) {
    return in_context([&](Context& c) {
        char* p = nullptr;
        CUresult r = memory.allocate(c.device, bytes, &p);
        if (r == CUDA_SUCCESS) *result = reinterpret_cast<CUdeviceptr>(p);
        return r;
    });
}
EMU_EXPORT CUresult cuMemFree_v2(CUdeviceptr p) {
    return in_context([&](Context& c) {
        if (!p) return CUDA_SUCCESS;
        CUresult r = synchronize(c);
        return r == CUDA_SUCCESS ? memory.release(at(p), c.device) : r;
    });
}
EMU_EXPORT CUresult cuMemAllocAsync(CUdeviceptr* result, size_t bytes, Stream*) { return cuMemAlloc_v2(result, bytes); }
EMU_EXPORT CUresult cuMemFreeAsync(CUdeviceptr p, Stream* handle) {
    return in_context([&](Context& c) {
        Stream* stream = stream_of(c, handle);
        if (!stream) return CUDA_ERROR_INVALID_HANDLE;
        int device = c.device;
        return submit(*stream, [=] { return memory.release(at(p), device); });
    });
}
EMU_EXPORT CUresult cuMemGetInfo_v2(size_t* free, size_t* total) {
    return in_context([&](Context& c) {
        *total = static_cast<size_t>(get(Setting::MEMORY));
        size_t used = memory.used(c.device);
        *free = used < *total ? *total - used : 0;
        return CUDA_SUCCESS;
    });
}
EMU_EXPORT CUresult cuMemGetAddressRange_v2(CUdeviceptr* base, size_t* bytes, CUdeviceptr p) {
    return in_context([&](Context&) {
        const Allocation* a = memory.find(at(p));
        if (!a || a->device == HOST) return CUDA_ERROR_INVALID_VALUE;
        if (base) *base = reinterpret_cast<CUdeviceptr>(a->base);
        if (bytes) *bytes = a->bytes;
        return CUDA_SUCCESS;
    });
}

EMU_EXPORT CUresult cuMemHostAlloc(void** result, size_t bytes, unsigned) {
    return in_context([&](Context&) {
        char* p = nullptr;
        CUresult r = memory.allocate(HOST, bytes, &p);
        *result = p;
        return r;
    });
}
EMU_EXPORT CUresult cuMemAllocHost_v2(void** result, size_t bytes) { return cuMemHostAlloc(result, bytes, 0); }
/// Does not wait for work that uses the memory: nobody promises that.
EMU_EXPORT CUresult cuMemFreeHost(void* p) {
    return in_context([&](Context&) { return memory.release(p, HOST); });
}
EMU_EXPORT CUresult cuMemHostRegister_v2(void* p, size_t bytes, unsigned) {
    return in_context([&](Context&) { return memory.pin(p, bytes); });
}
EMU_EXPORT CUresult cuMemHostUnregister(void* p) {
    return in_context([&](Context&) { return memory.unpin(p); });
}
EMU_EXPORT CUresult cuMemHostGetDevicePointer_v2(CUdeviceptr* result, void* p, unsigned) {
    return in_context([&](Context&) {
        if (!memory.pinned(p)) return CUDA_ERROR_INVALID_VALUE;
        *result = reinterpret_cast<CUdeviceptr>(p);
        return CUDA_SUCCESS;
    });
}

EMU_EXPORT CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void* from, size_t bytes, Stream* s) {
    return in_context([&](Context& c) { return copy(c, s, at(to), true, static_cast<const char*>(from), false, bytes); });
}
EMU_EXPORT CUresult cuMemcpyDtoHAsync_v2(void* to, CUdeviceptr from, size_t bytes, Stream* s) {
    return in_context([&](Context& c) { return copy(c, s, static_cast<char*>(to), false, at(from), true, bytes); });
}
EMU_EXPORT CUresult cuMemcpyDtoDAsync_v2(CUdeviceptr to, CUdeviceptr from, size_t bytes, Stream* s) {
    return in_context([&](Context& c) { return copy(c, s, at(to), true, at(from), true, bytes); });
}
EMU_EXPORT CUresult cuMemcpyHtoD_v2(CUdeviceptr to, const void* from, size_t bytes) {
    return waiting([&](Context& c) { return copy(c, nullptr, at(to), true, static_cast<const char*>(from), false, bytes); });
}
EMU_EXPORT CUresult cuMemcpyDtoH_v2(void* to, CUdeviceptr from, size_t bytes) {
    return waiting([&](Context& c) { return copy(c, nullptr, static_cast<char*>(to), false, at(from), true, bytes); });
}
EMU_EXPORT CUresult cuMemcpyDtoD_v2(CUdeviceptr to, CUdeviceptr from, size_t bytes) {
    return cuMemcpyDtoDAsync_v2(to, from, bytes, nullptr);
}
EMU_EXPORT CUresult cuMemcpyPeerAsync(CUdeviceptr to, Context*, CUdeviceptr from, Context*, size_t bytes, Stream* s) {
    return cuMemcpyDtoDAsync_v2(to, from, bytes, s);
}
EMU_EXPORT CUresult cuMemcpyPeer(CUdeviceptr to, Context*, CUdeviceptr from, Context*, size_t bytes) {
    return cuMemcpyDtoDAsync_v2(to, from, bytes, nullptr);
}
/// Unified addressing: the pointers say where they point.
EMU_EXPORT CUresult cuMemcpyAsync(CUdeviceptr to, CUdeviceptr from, size_t bytes, Stream* s) {
    return in_context([&](Context& c) {
        return copy(c, s, at(to), memory.on_device(at(to), 1), at(from), memory.on_device(at(from), 1), bytes);
    });
}

EMU_EXPORT CUresult cuMemsetD8Async(CUdeviceptr p, uint8_t v, size_t n, Stream* s) { return fill(p, v, n, s); }
EMU_EXPORT CUresult cuMemsetD16Async(CUdeviceptr p, uint16_t v, size_t n, Stream* s) { return fill(p, v, n, s); }
EMU_EXPORT CUresult cuMemsetD32Async(CUdeviceptr p, uint32_t v, size_t n, Stream* s) { return fill(p, v, n, s); }
EMU_EXPORT CUresult cuMemsetD8_v2(CUdeviceptr p, uint8_t v, size_t n) { return fill(p, v, n, nullptr); }
EMU_EXPORT CUresult cuMemsetD16_v2(CUdeviceptr p, uint16_t v, size_t n) { return fill(p, v, n, nullptr); }
EMU_EXPORT CUresult cuMemsetD32_v2(CUdeviceptr p, uint32_t v, size_t n) { return fill(p, v, n, nullptr); }
