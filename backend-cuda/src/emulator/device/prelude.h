// Stands in front of every kernel source and makes CUDA C++ out of C++. Like NVRTC it offers no standard header and no
// macro such as INFINITY or NAN: a source that needs them fails here as it would there.
#pragma once
#define AUTOGRAD_EMULATED 1
#define __CUDACC__ 1
#define __CUDACC_RTC__ 1
#define __CUDA_ARCH__ 900
// The compiler runs on a machine with these, NVRTC does not define them for device code.
#undef linux
#undef unix

#include "../abi/kernel_abi.h"

typedef decltype((char*)0 - (char*)0) ptrdiff_t;
typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;

#define __global__ static
#define __device__ static
#define __host__
#define __constant__
#define __forceinline__ inline
#define __noinline__ __attribute__((noinline))
// The translator has noted them.
#define __launch_bounds__(...)
#define __maxnreg__(...)
#define __align__(n) __attribute__((aligned(n)))
#define __restrict __restrict__
#define __grid_constant__
#define EMU_HIDDEN __attribute__((visibility("hidden")))
#define EMU_DEVICE static inline __attribute__((unused))
EMU_HIDDEN EmuThread* emu_thread;
EMU_HIDDEN const EmuHost* emu_host;

// Every source has a section of its own (EMU_SHARED_SECTION), which the driver poisons before each block. A variable is
// aligned as its type or declaration says and no better, which the compiler would do: for vectors that may be too little.
// The translator puts the type there.
#define EMU_SHARED(...) static __attribute__((section(EMU_SHARED_SECTION), aligned(alignof(__VA_ARGS__)), no_reorder))
#define EMU_SHARED_SKEW \
    static __attribute__((section(EMU_SHARED_SECTION), aligned(16), no_reorder, used)) int emu_shared_skew;
/// Ends at a guard page. In every second block it begins at an odd multiple of its alignment, as it may behind static memory.
EMU_DEVICE char* emu_dynamic_shared(size_t alignment) {
    size_t units = (emu_thread->dynamic_shared_bytes + alignment - 1) / alignment;
    if (emu_thread->block.x % 2 && units % 2 == 0) units++;
    return emu_thread->dynamic_shared_end - units * alignment;
}

typedef EmuDim uint3;
struct dim3 : EmuDim {
    constexpr dim3(unsigned a = 1, unsigned b = 1, unsigned c = 1) : EmuDim{a, b, c} {}
};
#define threadIdx (emu_thread->thread)
#define blockIdx (emu_thread->block)
#define blockDim (emu_thread->block_size)
#define gridDim (emu_thread->grid_size)
#define warpSize 32

#define printf(...) emu_host->print(__VA_ARGS__)
#define assert(condition) ((condition) ? (void)0 : emu_host->trap("assertion failed: " #condition))
EMU_DEVICE void __trap() { emu_host->trap("__trap"); }

#include "alignment.h"
#include "vectors.h"
#include "bits.h"
#include "math.h"
#include "convert.h"
#include "half.h"
#include "warp.h"
#include "mma.h"
#include "atomics.h"
#include "entry.h"
