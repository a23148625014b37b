// A test is a function that ends without a failed CHECK. The calls go to the emulated libraries, as a program's would.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "../driver/settings.h"
#include "../driver/types.h"

void register_test(const char* name, void (*body)());
void failed(const char* file, int line, const std::string& what);

#define TEST(name)                                                             \
    static void name();                                                        \
    static const bool name##_registered = (register_test(#name, name), true);  \
    static void name()
#define CHECK(condition) ((condition) ? (void)0 : failed(__FILE__, __LINE__, #condition))
#define CHECK_EQUAL(actual, expected) check_equal(__FILE__, __LINE__, #actual, actual, expected)

template <class A, class B>
void check_equal(const char* file, int line, const char* what, const A& actual, const B& expected) {
    if (actual == expected) return;
    failed(file, line, std::string(what) + " is " + std::to_string(actual) + ", not " + std::to_string(expected));
}

extern "C" {
CUresult cuInit(unsigned);
CUresult cuDevicePrimaryCtxRetain(void**, int);
CUresult cuCtxSetCurrent(void*);
CUresult cuCtxSetLimit(int, size_t);
CUresult cuCtxGetLimit(size_t*, int);
CUresult cuCtxSynchronize();
CUresult cuGetErrorString(CUresult, const char**);
CUresult cuGetErrorName(CUresult, const char**);
CUresult cuDeviceGetCount(int*);
CUresult cuMemAlloc_v2(CUdeviceptr*, size_t);
CUresult cuMemFree_v2(CUdeviceptr);
CUresult cuMemGetInfo_v2(size_t*, size_t*);
CUresult cuMemHostAlloc(void**, size_t, unsigned);
CUresult cuMemFreeHost(void*);
CUresult cuMemcpyHtoD_v2(CUdeviceptr, const void*, size_t);
CUresult cuMemcpyDtoH_v2(void*, CUdeviceptr, size_t);
CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr, const void*, size_t, void*);
CUresult cuMemcpyDtoHAsync_v2(void*, CUdeviceptr, size_t, void*);
CUresult cuMemcpyDtoDAsync_v2(CUdeviceptr, CUdeviceptr, size_t, void*);
CUresult cuMemsetD32Async(CUdeviceptr, uint32_t, size_t, void*);
CUresult cuStreamCreate(void**, unsigned);
CUresult cuStreamDestroy_v2(void*);
CUresult cuStreamSynchronize(void*);
CUresult cuStreamQuery(void*);
CUresult cuStreamWaitEvent(void*, void*, unsigned);
CUresult cuStreamBeginCapture_v2(void*, int);
CUresult cuStreamEndCapture(void*, void**);
CUresult cuGraphInstantiateWithFlags(void**, void*, unsigned long long);
CUresult cuGraphLaunch(void*, void*);
CUresult cuGraphDestroy(void*);
CUresult cuGraphExecDestroy(void*);
CUresult cuEventCreate(void**, unsigned);
CUresult cuEventRecord(void*, void*);
CUresult cuEventSynchronize(void*);
CUresult cuEventQuery(void*);
CUresult cuEventElapsedTime(float*, void*, void*);
CUresult cuEventDestroy_v2(void*);
CUresult cuModuleLoadData(void**, const void*);
CUresult cuModuleGetFunction(void**, void*, const char*);
CUresult cuModuleUnload(void*);
CUresult cuFuncGetAttribute(int*, int, void*);
CUresult cuFuncSetAttribute(void*, int, int);
CUresult cuLaunchKernel(void*, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void*, void**, void**);
CUresult cuTexRefCreate(void**);

int nvrtcCreateProgram(void**, const char*, const char*, int, const char* const*, const char* const*);
int nvrtcCompileProgram(void*, int, const char* const*);
int nvrtcGetCUBINSize(void*, size_t*);
int nvrtcGetCUBIN(void*, char*);
int nvrtcGetProgramLogSize(void*, size_t*);
int nvrtcGetProgramLog(void*, char*);
int nvrtcDestroyProgram(void**);

int cublasCreate_v2(void**);
int cublasDestroy_v2(void*);
int cublasSetMathMode(void*, int);
int cublasGemmEx(void*, int, int, int, int, int, const void*, const void*, int, int, const void*, int, int, const void*, void*,
                 int, int, int, int);
int cublasGemmStridedBatchedEx(void*, int, int, int, int, int, const void*, const void*, int, int, long long, const void*, int,
                               int, long long, const void*, void*, int, int, long long, int, int, int);
int cublasGemmBatchedEx(void*, int, int, int, int, int, const void*, const void* const*, int, int, const void* const*, int,
                        int, const void*, void* const*, int, int, int, int, int);
int cublasSetPointerMode_v2(void*, int);
int cublasDgemm_v2(void*, int, int, int, int, int, const double*, const double*, int, const double*, int, const double*,
                   double*, int);
}

void turn(emulator::Setting, long long);
long long counted(emulator::Counter);
/// What cuGetErrorString tells.
std::string story(CUresult);

/// Compiles, or returns the log.
std::string compile(const std::string& source, std::string* image, const std::vector<const char*>& options = {});

/// A kernel of a source, loaded.
class Kernel {
  public:
    Kernel(const std::string& source, const char* name);
    CUresult launch(unsigned grid, unsigned block, std::vector<void*> arguments, unsigned shared = 0, void* stream = nullptr) const;
    void* function() const { return handle; }

  private:
    void *module = nullptr, *handle = nullptr;
};

/// Device memory that is given back.
template <class T>
class Array {
  public:
    explicit Array(size_t n) : count(n) { cuMemAlloc_v2(&pointer, n * sizeof(T)); }
    explicit Array(const std::vector<T>& values) : Array(values.size()) {
        cuMemcpyHtoD_v2(pointer, values.data(), count * sizeof(T));
    }
    Array(const Array&) = delete;
    ~Array() { cuMemFree_v2(pointer); }
    std::vector<T> values() const {
        std::vector<T> result(count);
        if (cuMemcpyDtoH_v2(result.data(), pointer, count * sizeof(T))) failed(__FILE__, __LINE__, "download");
        return result;
    }
    void* argument() { return &pointer; }
    CUdeviceptr pointer = 0;
    size_t count;
};
