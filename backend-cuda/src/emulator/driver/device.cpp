// What a program can ask about devices.
#include <cstdio>
#include <cstring>

#include "context.h"
#include "memory.h"
#include "settings.h"

using namespace emulator;

namespace {

bool exists(int device) { return device >= 0 && device < device_count(); }

struct Attribute {
    int number, value;
};
enum { CAPABILITY_MAJOR = 75, CAPABILITY_MINOR = 76 };
/// Those of a device of compute capability 9.0, as far as programs look at them; others are 0.
const Attribute ATTRIBUTES[] = {
    {1, 1024},         // threads per block
    {2, 1024},         // block x
    {3, 1024},         // block y
    {4, 64},           // block z
    {5, 2147483647},   // grid x
    {6, 65535},        // grid y
    {7, 65535},        // grid z
    {8, 48 << 10},     // shared memory per block
    {9, 64 << 10},     // constant memory
    {10, 32},          // warp size
    {11, 2147483647},  // pitch
    {12, 65536},       // registers per block
    {13, 1000000},     // clock, kHz
    {14, 512},         // texture alignment
    {15, 1},           // copies overlap kernels
    {16, 4},           // multiprocessors
    {19, 1},           // can map host memory
    {31, 1},           // concurrent kernels
    {34, 0},           // PCI bus id, device id, domain
    {36, 1000000},     // memory clock, kHz
    {37, 256},         // memory bus width
    {38, 4 << 20},     // L2 cache
    {39, 2048},        // threads per multiprocessor
    {40, 2},           // asynchronous engines
    {41, 1},           // unified addressing
    {78, 1},           // stream priorities
    {81, 228 << 10},   // shared memory per multiprocessor
    {82, 65536},       // registers per multiprocessor
    {83, 1},           // managed memory
    {88, 0},           // pageable memory access
    {89, 1},           // concurrent managed access
    {97, 227 << 10},   // shared memory per block, when asked for
    {106, 32},         // blocks per multiprocessor
    {111, 1 << 10},    // reserved shared memory per block
    {115, 1},          // memory pools
};

}  // namespace

EMU_EXPORT CUresult cuDriverGetVersion(int* version) {
    *version = static_cast<int>(get(Setting::VERSION));
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceGetCount(int* n) {
    if (!initialized()) return CUDA_ERROR_NOT_INITIALIZED;
    *n = device_count();
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceGet(CUdevice* device, int ordinal) {
    if (!initialized()) return CUDA_ERROR_NOT_INITIALIZED;
    if (!exists(ordinal)) return CUDA_ERROR_INVALID_DEVICE;
    *device = ordinal;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceGetName(char* name, int length, CUdevice device) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    std::snprintf(name, static_cast<size_t>(length), "Emulated CUDA Device");
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceGetUuid(char* uuid, CUdevice device) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    std::memset(uuid, 0, 16);
    std::memcpy(uuid, "emulated", 8);
    uuid[15] = static_cast<char>(device);
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceGetPCIBusId(char* id, int length, CUdevice device) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    std::snprintf(id, static_cast<size_t>(length), "0000:%02x:00.0", device + 1);
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceTotalMem_v2(size_t* bytes, CUdevice device) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    *bytes = static_cast<size_t>(get(Setting::MEMORY));
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceComputeCapability(int* major, int* minor, CUdevice device) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    *major = static_cast<int>(get(Setting::CAPABILITY) / 10);
    *minor = static_cast<int>(get(Setting::CAPABILITY) % 10);
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceGetAttribute(int* value, int attribute, CUdevice device) {
    if (!exists(device)) return CUDA_ERROR_INVALID_DEVICE;
    *value = 0;
    if (attribute == 33) *value = device + 1;  // PCI bus
    if (attribute == CAPABILITY_MAJOR) *value = static_cast<int>(get(Setting::CAPABILITY) / 10);
    if (attribute == CAPABILITY_MINOR) *value = static_cast<int>(get(Setting::CAPABILITY) % 10);
    for (const Attribute& a : ATTRIBUTES)
        if (a.number == attribute) *value = a.value;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuDeviceCanAccessPeer(int* can, CUdevice device, CUdevice peer) {
    if (!exists(device) || !exists(peer)) return CUDA_ERROR_INVALID_DEVICE;
    *can = device != peer;
    return CUDA_SUCCESS;
}
EMU_EXPORT CUresult cuCtxEnablePeerAccess(Context*, unsigned) { return CUDA_SUCCESS; }
EMU_EXPORT CUresult cuCtxDisablePeerAccess(Context*) { return CUDA_SUCCESS; }
