#include "context.h"

#include <algorithm>
#include <vector>

#include "settings.h"
#include "stream.h"

namespace emulator {

std::recursive_mutex driver;

namespace {

constexpr int MOST_DEVICES = 16;
Context contexts[MOST_DEVICES];
bool is_initialized = false;
thread_local std::vector<Context*> stack;

bool exists(int device) { return device >= 0 && device < device_count(); }

Context* of(void* handle) {
    for (Context& c : contexts)
        if (&c == handle) return &c;
    return nullptr;
}

}  // namespace

bool initialized() { return is_initialized; }

int device_count() { return static_cast<int>(std::min<int64_t>(get(Setting::DEVICES), MOST_DEVICES)); }

Context* current_context() { return stack.empty() ? nullptr : stack.back(); }

void forget_failures() {
    for (Context& c : contexts) c.lost = CUDA_SUCCESS;
}

}  // namespace emulator

using namespace emulator;

EMU_EXPORT CUresult cuInit(unsigned flags) {
    std::lock_guard<std::recursive_mutex> guard(driver);
    if (flags) return CUDA_ERROR_INVALID_VALUE;
    if (device_count() == 0) return CUDA_ERROR_NO_DEVICE;
    is_initialized = true;
    for (int i = 0; i < MOST_DEVICES; i++) {
        if (contexts[i].legacy) continue;
        contexts[i].device = i;
        contexts[i].legacy = streams.add(new Stream);
        contexts[i].legacy->context = &contexts[i];
        count(Counter::STREAMS, -1);
    }
    return CUDA_SUCCESS;
}

EMU_EXPORT CUresult cuDevicePrimaryCtxRetain(Context** result, CUdevice device) {
    std::lock_guard<std::recursive_mutex> guard(driver);
    if (!initialized()) return CUDA_ERROR_NOT_INITIALIZED;
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    if (get(Setting::BUSY) && contexts[device].retained == 0) return CUDA_ERROR_DEVICE_UNAVAILABLE;
    contexts[device].retained++;
    count(Counter::CONTEXTS);
    *result = &contexts[device];
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDevicePrimaryCtxRelease_v2(CUdevice device) {
    std::lock_guard<std::recursive_mutex> guard(driver);
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    if (contexts[device].retained == 0) return CUDA_ERROR_INVALID_CONTEXT;
    contexts[device].retained--;
    count(Counter::CONTEXTS, -1);
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDevicePrimaryCtxGetState(CUdevice device, unsigned* flags, int* active) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    *flags = contexts[device].flags;
    *active = contexts[device].retained > 0;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDevicePrimaryCtxSetFlags_v2(CUdevice device, unsigned flags) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    contexts[device].flags = flags;
    return CUDA_SUCCESS;
}

EMU_EXPORT CUresult cuCtxSetCurrent(void* handle) {
    Context* c = of(handle);
    if (handle && (!c || c->retained == 0)) return CUDA_ERROR_INVALID_CONTEXT;
    if (!stack.empty()) stack.pop_back();
    if (c) stack.push_back(c);
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxGetCurrent(Context** result) {
    *result = current_context();
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxPushCurrent_v2(void* handle) {
    Context* c = of(handle);
    if (!c || c->retained == 0) return CUDA_ERROR_INVALID_CONTEXT;
    stack.push_back(c);
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxPopCurrent_v2(Context** result) {
    if (stack.empty()) return CUDA_ERROR_INVALID_CONTEXT;
    if (result) *result = stack.back();
    stack.pop_back();
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxGetDevice(CUdevice* device) {
    if (stack.empty()) return CUDA_ERROR_INVALID_CONTEXT;
    *device = stack.back()->device;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxGetFlags(unsigned* flags) {
    if (stack.empty()) return CUDA_ERROR_INVALID_CONTEXT;
    *flags = stack.back()->flags;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxGetApiVersion(void*, unsigned* version) {
    *version = 12060;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxGetStreamPriorityRange(int* least, int* greatest) {
    *least = 0;
    *greatest = -5;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxSynchronize() {
    return in_context([](Context& c) {
        count(Counter::HOST_WAITS);
        return capturing(c) ? CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED : synchronize(c);
    });
}

/// The way in for tests (see settings.h); works on a lost context too.
EMU_EXPORT CUresult cuCtxSetLimit(int limit, size_t value) {
    int setting = limit - SETTING_BASE, counter = limit - COUNTER_BASE;
    int64_t v = static_cast<int64_t>(value);
    if (setting >= 0 && setting < static_cast<int>(Setting::COUNT)) {
        set(static_cast<Setting>(setting), v);
    } else if (counter >= 0 && counter < static_cast<int>(Counter::COUNT)) {
        set(static_cast<Counter>(counter), v);
    } else if (limit == RESET_COMMAND) {
        std::lock_guard<std::recursive_mutex> guard(driver);
        forget_failures();
    } else {
        return limit >= 0 && limit <= 6 ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
    }
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxGetLimit(size_t* value, int limit) {
    int setting = limit - SETTING_BASE, counter = limit - COUNTER_BASE;
    if (setting >= 0 && setting < static_cast<int>(Setting::COUNT)) {
        *value = static_cast<size_t>(get(static_cast<Setting>(setting)));
    } else if (counter >= 0 && counter < static_cast<int>(Counter::COUNT)) {
        *value = static_cast<size_t>(get(static_cast<Counter>(counter)));
    } else {
        if (limit < 0 || limit > 6) return CUDA_ERROR_INVALID_VALUE;
        *value = 1024;
    }
    return CUDA_SUCCESS;
}
