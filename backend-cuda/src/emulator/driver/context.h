// Devices, and their primary contexts: one a device, current per thread. Also the frame of every call.
#pragma once

#include <mutex>

#include "errors.h"
#include "types.h"

namespace emulator {

struct Stream;

struct Context {
    int device = 0;
    int retained = 0;
    unsigned flags = 0;
    CUresult lost = CUDA_SUCCESS;  // after a fault every call returns it
    Stream* legacy = nullptr;      // stream 0
};

/// One lock for everything: kernels run under it too.
extern std::recursive_mutex driver;

bool initialized();
int device_count();
/// The context that is current on this thread, or null.
Context* current_context();
/// Forgets the failures of all contexts, which no real driver can.
void forget_failures();

/// Runs a call that needs a current context that is not lost; a sticky error loses it.
template <class F>
CUresult in_context(F call) {
    std::lock_guard<std::recursive_mutex> guard(driver);
    if (!initialized()) return CUDA_ERROR_NOT_INITIALIZED;
    Context* c = current_context();
    if (!c) return CUDA_ERROR_INVALID_CONTEXT;
    if (c->lost != CUDA_SUCCESS) return c->lost;
    CUresult result = call(*c);
    if (is_sticky(result)) c->lost = result;
    return result;
}

}  // namespace emulator
