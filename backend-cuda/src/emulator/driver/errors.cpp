#include "errors.h"

#include <cstdarg>
#include <cstdio>
#include <mutex>

#include "settings.h"

namespace emulator {
namespace {

struct Entry {
    CUresult code;
    const char *name, *text;
};
const Entry TABLE[] = {
#define E(name, text) {name, #name, text}
    E(CUDA_SUCCESS, "no error"),
    E(CUDA_ERROR_INVALID_VALUE, "invalid argument"),
    E(CUDA_ERROR_OUT_OF_MEMORY, "out of memory"),
    E(CUDA_ERROR_NOT_INITIALIZED, "initialization error"),
    E(CUDA_ERROR_DEVICE_UNAVAILABLE, "CUDA-capable device(s) is/are busy or unavailable"),
    E(CUDA_ERROR_NO_DEVICE, "no CUDA-capable device is detected"),
    E(CUDA_ERROR_INVALID_DEVICE, "invalid device ordinal"),
    E(CUDA_ERROR_INVALID_IMAGE, "device kernel image is invalid"),
    E(CUDA_ERROR_INVALID_CONTEXT, "invalid device context"),
    E(CUDA_ERROR_NO_BINARY_FOR_GPU, "no kernel image is available for execution on the device"),
    E(CUDA_ERROR_INVALID_PTX, "a PTX JIT compilation failed"),
    E(CUDA_ERROR_INVALID_HANDLE, "invalid resource handle"),
    E(CUDA_ERROR_NOT_FOUND, "named symbol not found"),
    E(CUDA_ERROR_NOT_READY, "device not ready"),
    E(CUDA_ERROR_ILLEGAL_ADDRESS, "an illegal memory access was encountered"),
    E(CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES, "too many resources requested for launch"),
    E(CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED, "peer access is already enabled"),
    E(CUDA_ERROR_PEER_ACCESS_NOT_ENABLED, "peer access has not been enabled"),
    E(CUDA_ERROR_ASSERT, "device-side assert triggered"),
    E(CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED, "part or all of the requested memory range is already mapped"),
    E(CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED, "pointer does not correspond to a registered memory region"),
    E(CUDA_ERROR_MISALIGNED_ADDRESS, "misaligned address"),
    E(CUDA_ERROR_LAUNCH_FAILED, "unspecified launch failure"),
    E(CUDA_ERROR_NOT_SUPPORTED, "operation not supported"),
    E(CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "operation not permitted when stream is capturing"),
    E(CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, "operation failed due to a previous error during capture"),
    E(CUDA_ERROR_STREAM_CAPTURE_UNMATCHED, "capture was not initiated in this stream"),
    E(CUDA_ERROR_STREAM_CAPTURE_IMPLICIT, "operation would make the legacy stream depend on a capturing blocking stream"),
    E(CUDA_ERROR_UNKNOWN, "unknown error"),
#undef E
};

std::mutex story_lock;
CUresult story_code = CUDA_SUCCESS;
std::string story_text;

const Entry* find(int code) {
    for (const Entry& e : TABLE)
        if (e.code == code) return &e;
    return nullptr;
}

}  // namespace

CUresult fail(CUresult code, const std::string& story) {
    std::lock_guard<std::mutex> guard(story_lock);
    story_code = code;
    story_text = story;
    if (get(Setting::LOG)) std::fprintf(stderr, "[cuda-emulator] %s\n", story.c_str());
    return code;
}

bool is_sticky(CUresult code) {
    return code >= CUDA_ERROR_ILLEGAL_ADDRESS && code <= CUDA_ERROR_LAUNCH_FAILED &&
           code != CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES && code != CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED &&
           code != CUDA_ERROR_PEER_ACCESS_NOT_ENABLED && code != CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED &&
           code != CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED;
}

std::string format(const char* pattern, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, pattern);
    std::vsnprintf(text, sizeof text, pattern, arguments);
    va_end(arguments);
    return text;
}

}  // namespace emulator

using namespace emulator;

EMU_EXPORT CUresult cuGetErrorName(CUresult code, const char** name) {
    const Entry* e = find(code);
    *name = e ? e->name : nullptr;
    return e ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}

/// The story of the last failure with this code on any thread, if there was one; else the driver's own words.
EMU_EXPORT CUresult cuGetErrorString(CUresult code, const char** text) {
    std::lock_guard<std::mutex> guard(story_lock);
    static thread_local std::string copy;
    const Entry* e = find(code);
    if (code != CUDA_SUCCESS && code == story_code) {
        copy = story_text;
        *text = copy.c_str();
    } else {
        *text = e ? e->text : nullptr;
    }
    return e ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}
